/**
 * The login address of the org whose Lightning page this is: its My Domain. Salesforce names both hosts by one pattern:
 * `acme.lightning.force.com` and `acme.my.salesforce.com`, with `--name.sandbox` for a sandbox. A host that is named
 * otherwise is its own.
 */
export function orgAddress({ protocol, host }: { protocol: string; host: string }): string {
  return `${protocol}//${host.replace(/\.lightning\.force\.com$/, '.my.salesforce.com')}`;
}
