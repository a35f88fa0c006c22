import { formatDateTime } from '../../org/field-values.ts';
import type { IngestJob, QueryJob } from './bulk-job.ts';

/** A job as it is answered when it is made or its state is changed. */
export function jobInfo(job: IngestJob | QueryJob): object {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.caller.userId,
    createdDate: formatDateTime(new Date(job.createdDate)),
    systemModstamp: formatDateTime(new Date(job.systemModstamp)),
    state: job.state,
    ...('externalIdFieldName' in job && { externalIdFieldName: job.externalIdFieldName }),
    ...('assignmentRuleId' in job && { assignmentRuleId: job.assignmentRuleId }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.version),
    // No slash in front, as Salesforce writes it.
    ...(!('query' in job) && { contentUrl: `services/data/v${job.version}/jobs/ingest/${job.id}/batches` }),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

/** A job as a GET tells it. */
export function ingestJobInfo(job: IngestJob): object {
  return {
    ...jobInfo(job),
    jobType: 'V2Ingest',
    numberRecordsProcessed: job.recordsProcessed,
    numberRecordsFailed: job.recordsFailed,
    retries: 0,
    totalProcessingTime: job.processingTime,
    apiActiveProcessingTime: job.processingTime,
    apexProcessingTime: 0,
    ...(job.state === 'Failed' && { errorMessage: job.errorMessage }),
  };
}

export function queryJobInfo(job: QueryJob): object {
  return {
    ...jobInfo(job),
    jobType: 'V2Query',
    numberRecordsProcessed: job.recordsProcessed,
    retries: 0,
    totalProcessingTime: job.processingTime,
    isPkChunkingSupported: false,
    ...(job.state === 'Failed' && { errorMessage: job.errorMessage }),
  };
}
