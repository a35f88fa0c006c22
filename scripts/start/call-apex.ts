/** Calls an Apex method of the package as its component does, as the administrator; its result. Throws with the refusal. */
export async function callApex(
  sandboxUrl: string,
  className: string,
  method: string,
  parameters: object,
): Promise<unknown> {
  const response = await fetch(`${sandboxUrl}/lightning/apex/${className}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: sandboxUrl },
    body: JSON.stringify(parameters),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } | string };
  if (error === undefined) return result;
  throw new Error(`${className}.${method}: ${typeof error === 'string' ? error : error.message}`);
}
