import { alertOperations } from './alerts/alert-operations.ts';
import { bookingOperations } from './bookings/booking-operations.ts';
import { diagnosticsOperations } from './diagnostics/diagnostics-operations.ts';
import { dryRunOperations } from './diagnostics/dry-run/dry-run-operations.ts';
import { apiBudgetOperations } from './diagnostics/api-budget/api-budget-operations.ts';
import { docsOperations } from './docs/docs-operations.ts';
import type { ApiOperation } from './platform/http/api-operation.ts';
import { connectionOperations } from './setup/connection/connection-operations.ts';
import { installationOperations } from './setup/installation/installation-operations.ts';
import { orgOperations } from './setup/org-operations.ts';
import { settingsOperations } from './setup/settings/settings-operations.ts';
import { sourceOperations } from './setup/sources/source-operations.ts';
import { userOperations } from './setup/users/user-operations.ts';

/** Every operation of the backend, as /docs tells them; a test fails for a route that is not among them. */
export const apiOperations: ApiOperation[] = [
  ...bookingOperations,
  ...connectionOperations,
  ...settingsOperations,
  ...sourceOperations,
  ...userOperations,
  ...installationOperations,
  ...dryRunOperations,
  ...alertOperations,
  ...diagnosticsOperations,
  ...apiBudgetOperations,
  ...orgOperations,
  ...docsOperations,
];
