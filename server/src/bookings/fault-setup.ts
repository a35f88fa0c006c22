import type { RowFault } from '../salesforce/errors.ts';
import { setupPaths } from '../salesforce/setup-url.ts';
import type { FoundRules } from './fault-rules.ts';

/** The page of Setup where an admin mends the fault; undefined where none does. */
export function setupPathOf(fault: RowFault, object: string, found: FoundRules | undefined): string | undefined {
  const rule = found?.rules[0];
  if (rule) return rule.path;
  switch (fault.kind) {
    case 'validationRule':
      return found ? undefined : setupPaths.validationRule(object);
    case 'duplicateRule':
      return setupPaths.duplicateRule();
    case 'flow':
      return setupPaths.flow();
    case 'trigger':
      return setupPaths.trigger();
    case 'recordType':
      return setupPaths.recordTypes(object);
    case 'stateCountry':
      return setupPaths.stateAndCountry();
    case 'inactiveOwner':
      return setupPaths.user(fault.recordId);
    case 'permission':
      if (fault.errorCode.startsWith('TXN_SECURITY')) return undefined;
      return fault.errorCode.startsWith('INSUFFICIENT_ACCESS_') ? setupPaths.sharing() : setupPaths.permissionSets();
    case 'fieldSecurity':
      return setupPaths.permissionSets();
    case 'lookupFilter':
    case 'number':
    case 'picklist':
    case 'requiredField':
    case 'schema':
    case 'tooLong':
    case 'wrongType':
      // Event Relations have no page of their own in the Object Manager [K].
      if (object === 'EventRelation' || fault.errorCode === 'INVALID_TYPE') return undefined;
      return fault.fields[0] ? setupPaths.field(object, fault.fields[0]) : setupPaths.fields(object);
    default:
      return undefined;
  }
}
