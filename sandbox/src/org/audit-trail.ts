import { formatDateTime } from './field-values.ts';
import type { OrgDatabase, StoredRecord, Value } from './org-database.ts';
import { SEED } from './seed.ts';
import type { SetupChange } from './types.ts';

interface Options {
  database: OrgDatabase;
  newId: (prefix: string) => string;
  now: () => Date;
}

/**
 * What admins did in Setup, as SetupAuditTrail rows. Actions, sections and sentences are those of real trails that
 * others have published [S], where not marked as assumed. The console is the administrator.
 */
export class AuditTrail {
  readonly #database: OrgDatabase;
  readonly #newId: (prefix: string) => string;
  readonly #now: () => Date;

  constructor({ database, newId, now }: Options) {
    this.#database = database;
    this.#newId = newId;
    this.#now = now;
  }

  add({ action, section, display }: SetupChange, userId: string = SEED.admin): void {
    this.#database.put('SetupAuditTrail', {
      ...{ Id: this.#newId('0Ym'), IsDeleted: false, Action: action, Section: section, Display: display },
      CreatedDate: formatDateTime(this.#now()),
      CreatedById: userId === SEED.organization ? SEED.admin : userId,
      ...{ DelegateUser: null, ResponsibleNamespacePrefix: null, CreatedByContext: null, CreatedByIssuer: null },
    });
  }

  clear(): void {
    const rows = [...this.#database.records.all('SetupAuditTrail')];
    this.#database.transaction(() => rows.forEach(({ Id }) => this.#database.remove('SetupAuditTrail', Id)));
  }

  /** Notes what the save of a user, of its login or of an assignment changed. `before`, `after`: undefined where there was, or is, none. */
  addSave(object: string, before: StoredRecord | undefined, after: StoredRecord | undefined, userId: string): void {
    const change = CHANGES[object];
    for (const one of change?.(this.#database, before, after) ?? []) this.add(one, userId);
  }

  /** Notes that a permission set was assigned to somebody, or taken away. */
  addAssignment(permissionSetId: Value, assigneeId: Value, isAssigned: boolean, userId?: string): void {
    this.add(assignmentChange(this.#database, permissionSetId, assigneeId, isAssigned), userId);
  }
}

type ChangesOf = (
  database: OrgDatabase,
  before: StoredRecord | undefined,
  after: StoredRecord | undefined,
) => SetupChange[];

const SECTION = 'Manage Users';

const CHANGES: Readonly<Record<string, ChangesOf>> = {
  User: (database, before, after) => {
    if (!after) return [];
    const name = String(after['Name']);
    const withId = `${name} (UserID: [${after.Id.slice(0, 15)}])`;
    if (!before) return [{ action: 'createduser', section: SECTION, display: `Created new user ${name}` }];
    const changes: SetupChange[] = [];
    if (before['IsActive'] !== after['IsActive']) {
      const isActive = after['IsActive'] === true;
      changes.push({
        action: isActive ? 'activateduser' : 'deactivateduser',
        section: SECTION,
        display: `${isActive ? 'Activated' : 'Deactivated'} user ${withId}`,
      });
    }
    if (before['ProfileId'] !== after['ProfileId']) {
      const [from, to] = [before, after].map((one) => nameOf(database, 'Profile', one['ProfileId'], 'Name'));
      const display = `Changed profile for user ${name} from ${from} to ${to}`;
      changes.push({ action: 'changedprofileforuserstdtostd', section: SECTION, display });
    }
    return changes;
  },
  UserLogin: (database, before, after) => {
    if (!before || !after || before['IsFrozen'] === after['IsFrozen']) return [];
    const name = nameOf(database, 'User', after['UserId'], 'Name');
    return after['IsFrozen'] === true
      ? [{ action: 'frozeuser', section: SECTION, display: `Froze user account for ${name}` }]
      : [{ action: 'unfrozeuser', section: SECTION, display: `Unfroze user account for ${name}` }];
  },
  PermissionSetAssignment: (database, before, after) => {
    const one = after ?? before;
    // The sentence is the same by whichever way it comes and goes.
    return !one || (before && after)
      ? []
      : [assignmentChange(database, one['PermissionSetId'], one['AssigneeId'], after !== undefined)];
  },
};

function assignmentChange(
  database: OrgDatabase,
  permissionSetId: Value | undefined,
  assigneeId: Value | undefined,
  isAssigned: boolean,
): SetupChange {
  const label = nameOf(database, 'PermissionSet', permissionSetId, 'Label');
  const user = `${nameOf(database, 'User', assigneeId, 'Name')} (UserID: [${String(assigneeId).slice(0, 15)}])`;
  return {
    action: isAssigned ? 'PermSetAssign' : 'PermSetUnassign',
    section: SECTION,
    display: `Permission set ${label}: ${isAssigned ? 'assigned to' : 'unassigned from'} user ${user}`,
  };
}

function nameOf(database: OrgDatabase, object: string, id: Value | undefined, field: string): string {
  return String(database.records.get(object, String(id))?.[field] ?? '');
}
