/** For node:test's `skip`: a missing tool skips the tests that need it, unless REQUIRE_CHECKS says that it must be there. */
export function skipUnlessRequired(missing: string | undefined): string | false {
  if (missing === undefined) return false;
  if (process.env['REQUIRE_CHECKS']) throw new Error(`REQUIRE_CHECKS is set, but ${missing}`);
  return missing;
}
