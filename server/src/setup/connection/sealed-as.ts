/** Columns of `connections` that hold a secret. */
export type SealedColumn = keyof typeof sealedAs;

/** The name that a column's ciphertexts are bound to. The client secret keeps the name of where it was stored first. */
export const sealedAs = {
  client_secret: 'orgs.client_secret',
  private_key: 'connections.private_key',
  next_private_key: 'connections.next_private_key',
  access_token: 'connections.access_token',
  refresh_token: 'connections.refresh_token',
} as const;
