/** Who calls an address of an org: the org that the key opens, and who did it, for the record. */
export interface OrgCaller {
  orgId: string;
  /** A user of the package, or the API key of a program. */
  by: { id: string; name: string };
}
