/** Where a page is, as Lightning's PageReference says it. */
export interface PageReference {
  type: string;
  attributes: Record<string, string | undefined>;
  state: Record<string, string>;
}

type GivenReference = { type: string; attributes?: Record<string, unknown>; state?: Record<string, unknown> };

/** The page of an address of the shell; undefined for one that is none of its pages. */
export function pageReferenceOf(url: URL): PageReference | undefined {
  const state = Object.fromEntries(url.searchParams);
  const tab = /^\/lightning\/n\/(\w+)$/.exec(url.pathname);
  if (tab) return { type: 'standard__navItemPage', attributes: { apiName: tab[1] }, state };
  const record = /^\/lightning\/r\/(\w+)\/(\w+)\/(\w+)$/.exec(url.pathname);
  if (record) {
    const [, objectApiName, recordId, actionName] = record;
    return { type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName }, state };
  }
  const list = /^\/lightning\/o\/(\w+)\/(\w+)$/.exec(url.pathname);
  if (list) {
    const [, objectApiName, actionName] = list;
    return { type: 'standard__objectPage', attributes: { objectApiName, actionName }, state };
  }
  return undefined;
}

/** The address of a page. Throws with the type for a page that the sandbox's shell does not have. */
export function urlOf({ type, attributes = {}, state = {} }: GivenReference): string {
  const part = (name: string, fallback = '') => encodeURIComponent(String(attributes[name] ?? fallback));
  if (type === 'standard__webPage') return String(attributes['url'] ?? '');
  const search = new URLSearchParams(
    Object.entries(state).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)] as [string, string]],
    ),
  ).toString();
  return `${pathOf(type, part)}${search ? `?${search}` : ''}`;
}

function pathOf(type: string, part: (name: string, fallback?: string) => string): string {
  switch (type) {
    case 'standard__navItemPage':
      return `/lightning/n/${part('apiName')}`;
    case 'standard__recordPage':
      return `/lightning/r/${part('objectApiName', 'record')}/${part('recordId')}/${part('actionName', 'view')}`;
    case 'standard__objectPage':
      return `/lightning/o/${part('objectApiName')}/${part('actionName', 'list')}`;
    default:
      throw new Error(`The sandbox's pages cannot go to a ${type}: only to tabs, records, lists and web pages.`);
  }
}
