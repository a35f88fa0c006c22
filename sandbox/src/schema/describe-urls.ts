import type { SObjectType } from './types.ts';

/** Paths of an object's resources below `/sobjects/X`, by their key in `urls`. */
const paths: Readonly<Record<string, string>> = {
  compactLayouts: '/describe/compactLayouts',
  approvalLayouts: '/describe/approvalLayouts',
  listviews: '/listviews',
  quickActions: '/quickActions',
  layouts: '/describe/layouts',
  namedLayouts: '/describe/namedLayouts/{LayoutName}',
  passwordUtilities: '/{ID}/password',
  eventSeriesUpdates: '/{ID}/fromThisEventOnwards',
  caseArticleSuggestions: '/suggestedArticles',
  caseRowArticleSuggestions: '/{ID}/suggestedArticles',
};

/**
 * The `urls` of an object. With an `instanceUrl` (may be empty for relative addresses) an object with layouts also
 * gets the addresses of its pages, as its own describe has them and the list of all objects has not.
 */
export function urlsOf(type: SObjectType, version: string, instanceUrl?: string): Record<string, string> {
  const base = `/services/data/v${version}/sobjects/${type.name}`;
  const urls: Record<string, string> = {
    rowTemplate: `${base}/{ID}`,
    describe: `${base}/describe`,
    sobject: base,
  };
  for (const resource of type.resources) urls[resource] = base + (paths[resource] ?? `/${resource}`);
  if (instanceUrl !== undefined && type.layoutable) {
    urls.uiDetailTemplate = `${instanceUrl}/{ID}`;
    urls.uiEditTemplate = `${instanceUrl}/{ID}/e`;
    urls.uiNewRecord = `${instanceUrl}/${type.keyPrefix}/e`;
  }
  return urls;
}
