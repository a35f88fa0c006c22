import { ApiError } from '../org/types.ts';
import type { OrgEngine } from '../org/types.ts';
import type { BulkJobs } from './bulk/bulk-jobs.ts';
import { byMethod, notFound } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';

/**
 * The limits that List Org Limits names, with the values of its sample. Counted here are
 * DailyApiRequests, Bulk's batches and queries, and the data; the console sets any of them.
 */
const MAXIMA: Record<string, number> = {
  ActiveScratchOrgs: 3,
  AnalyticsExternalDataSizeMB: 40960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentEinsteinDataInsightsStoryCreation: 5,
  ConcurrentEinsteinDiscoveryStoryCreation: 2,
  ConcurrentSyncReportRuns: 20,
  DailyAnalyticsDataflowJobExecutions: 60,
  DailyAnalyticsUploadedFilesSizeMB: 51200,
  DailyApiRequests: 0,
  DailyAsyncApexExecutions: 250000,
  DailyAsyncApexTests: 500,
  DailyBulkApiBatches: 15000,
  DailyBulkV2QueryFileStorageMB: 976562,
  DailyBulkV2QueryJobs: 10000,
  DailyDeliveredPlatformEvents: 10000,
  DailyDurableGenericStreamingApiEvents: 10000,
  DailyDurableStreamingApiEvents: 10000,
  DailyEinsteinDataInsightsStoryCreation: 1000,
  DailyEinsteinDiscoveryPredictAPICalls: 50000,
  DailyEinsteinDiscoveryPredictionsByCDC: 5000000,
  DailyEinsteinDiscoveryStoryCreation: 100,
  DailyFunctionsApiCallLimit: 235000,
  DailyGenericStreamingApiEvents: 10000,
  DailyScratchOrgs: 6,
  DailyStandardVolumePlatformEvents: 10000,
  DailyStreamingApiEvents: 10000,
  DailyWorkflowEmails: 100000,
  DataStorageMB: 1024,
  DurableStreamingApiConcurrentClients: 20,
  FileStorageMB: 1024,
  HourlyAsyncReportRuns: 1200,
  HourlyDashboardRefreshes: 200,
  HourlyDashboardResults: 5000,
  HourlyDashboardStatuses: 999999999,
  HourlyLongTermIdMapping: 100000,
  HourlyManagedContentPublicRequests: 50000,
  HourlyODataCallout: 20000,
  HourlyPublishedPlatformEvents: 50000,
  HourlyPublishedStandardVolumePlatformEvents: 1000,
  HourlyShortTermIdMapping: 100000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 1000,
  MassEmail: 5000,
  MonthlyEinsteinDiscoveryStoryCreation: 500,
  Package2VersionCreates: 6,
  Package2VersionCreatesWithoutValidation: 500,
  PermissionSets: 1500,
  PlatformEventTriggersWithParallelProcessing: 5,
  PrivateConnectOutboundCalloutHourlyLimitMB: 0,
  SingleEmail: 5000,
  StreamingApiConcurrentClients: 20,
};

/** `/limits` and `/limits/recordCount`. */
export function limits(context: ApiContext, request: ApiRequest): ApiReply {
  const [, second, ...rest] = request.segments;
  if (rest.length > 0) throw notFound();
  if (second === undefined) return byMethod(request, { GET: () => orgLimits(context) });
  if (second.toLowerCase() !== 'recordcount') throw notFound();
  return byMethod(request, { GET: () => recordCount(context, request) });
}

function orgLimits(context: ApiContext): ApiReply {
  if (!context.org.hasUserPermission(context.caller.userId, 'ViewSetup')) {
    throw new ApiError(403, 'API_DISABLED_FOR_ORG', 'limits resource is not enabled');
  }
  const body: Record<string, object> = Object.fromEntries(
    usedLimits(context).map(({ name, used, max }) => [name, { Max: max, Remaining: Math.max(0, max - used) }]),
  );
  // Some entries nest: a reader must not assume Max and Remaining only.
  body.PermissionSets = { ...body.PermissionSets, CreateCustom: { Max: 1000, Remaining: 1000 } };
  return { status: 200, body };
}

/** What is counted for `/limits`, and for Apex's OrgLimits. */
interface Counters {
  org: OrgEngine;
  usage(): { used: number; max: number };
  bulk: Pick<BulkJobs, 'used'>;
}

export interface UsedLimit {
  name: string;
  used: number;
  max: number;
}

/** Every limit of the org with its use, by name. What nothing here can use up is unused until the console says otherwise. */
export function usedLimits({ org, usage, bulk }: Counters): UsedLimit[] {
  const set = org.limitSettings();
  const counted: Record<string, { used: number; max?: number }> = {
    DailyApiRequests: usage(),
    DailyBulkApiBatches: { used: bulk.used('DailyBulkApiBatches') },
    DailyBulkV2QueryJobs: { used: bulk.used('DailyBulkV2QueryJobs') },
    DataStorageMB: org.dataStorage(),
  };
  return Object.entries(MAXIMA).map(([name, max]) => ({ name, used: 0, max, ...counted[name], ...set[name] }));
}

/** Whether `/limits` has a limit of this name. */
export function isLimit(name: string): boolean {
  return name in MAXIMA;
}

/** Objects without rows are left out. The sandbox counts exactly, where Salesforce answers from a cache. */
function recordCount(context: ApiContext, request: ApiRequest): ApiReply {
  const asked = request.query
    .get('sObjects')
    ?.split(',')
    .map((name) => name.trim().toLowerCase());
  const sObjects = context.org
    .objectsSeenBy(context.caller)
    .filter(({ name, queryable }) => queryable && (!asked || asked.includes(name.toLowerCase())))
    .map(({ name }) => {
      const options = { all: false, batchSize: 200, version: request.version };
      return { count: context.org.query(context.caller, `SELECT COUNT() FROM ${name}`, options).totalSize, name };
    })
    .filter(({ count }) => count > 0);
  return { status: 200, body: { sObjects } };
}
