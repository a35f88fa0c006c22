/** What the server tells a page about its user, app and language. */
export interface PageContext {
  user: { id: string; name: string };
  /** BCP 47, as `@salesforce/i18n/lang`: `en-US`, `de`. */
  language: string;
  locale: string;
  timeZone: string;
  /** By `c.<name>` for the package's, `<Category>.<name>` for Salesforce's own. */
  labels: Record<string, string>;
  customPermissions: string[];
  /** Addresses of static resources by name. */
  resourceUrls: Record<string, string>;
  appLabel: string;
  /** In the order of the app bar. */
  tabs: { name: string; label: string; component: string }[];
  /** Components by the object whose record page shows them. */
  recordComponents: Record<string, string[]>;
  /** The shell's own words in the user's language. */
  texts: Record<string, string>;
}
