import { ApiError } from './types.ts';
import type { AssignmentRule, DuplicateRule, ValidationRule } from './types.ts';
import type { OrgDatabase } from './org-database.ts';

/** What an admin has set up besides fields; kept as documents of the org. */
export class OrgRules {
  readonly #database: OrgDatabase;
  readonly #newId: (prefix: string) => string;

  constructor(database: OrgDatabase, newId: (prefix: string) => string) {
    this.#database = database;
    this.#newId = newId;
  }

  validation(): ValidationRule[] {
    return this.#list('rules/validation');
  }

  assignment(): AssignmentRule[] {
    return this.#list('rules/assignment');
  }

  duplicate(): DuplicateRule[] {
    return this.#list('rules/duplicate');
  }

  addValidation(rule: Omit<ValidationRule, 'id'>): ValidationRule {
    const taken = this.validation().some((other) => other.object === rule.object && other.name === rule.name);
    if (taken) {
      const message = `There is already a validation rule ${rule.name} on ${rule.object}: choose another name or delete it.`;
      throw new ApiError(400, 'DUPLICATE_DEVELOPER_NAME', message);
    }
    const added = { ...rule, id: this.#newId('03d') };
    this.#database.writeDocument('rules/validation', [...this.validation(), added]);
    return added;
  }

  /** Undefined when there is no such rule. */
  activateValidation(id: string, active: boolean): ValidationRule | undefined {
    const rules = this.validation().map((rule) => (rule.id === id ? { ...rule, active } : rule));
    this.#database.writeDocument('rules/validation', rules);
    return rules.find((rule) => rule.id === id);
  }

  /** One of a name per object: setting it again replaces it. Only one rule of an object is active at a time. */
  setAssignment(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    const others = this.assignment()
      .filter((other) => other.object !== rule.object || other.name !== rule.name)
      .map((other) => (rule.active && other.object === rule.object ? { ...other, active: false } : other));
    const added = { ...rule, id: this.#newId('01Q') };
    this.#database.writeDocument('rules/assignment', [...others, added]);
    this.#showAsRecords();
    return added;
  }

  setDuplicate(rule: Omit<DuplicateRule, 'id'>): DuplicateRule {
    const others = this.duplicate().filter((other) => other.object !== rule.object || other.name !== rule.name);
    const added = { ...rule, id: this.#newId('0Bm') };
    this.#database.writeDocument('rules/duplicate', [...others, added]);
    this.#showAsRecords();
    return added;
  }

  remove(kind: 'validation' | 'assignment' | 'duplicate', id: string): boolean {
    const rules = this.#list<{ id: string }>(`rules/${kind}`);
    const kept = rules.filter((rule) => rule.id !== id);
    this.#database.writeDocument(`rules/${kind}`, kept);
    this.#showAsRecords();
    return kept.length < rules.length;
  }

  #list<T>(key: string): T[] {
    return this.#database.readDocument<T[]>(key) ?? [];
  }

  /** Assignment and duplicate rules can be queried: AssignmentRule and DuplicateRule rows follow them. */
  #showAsRecords(): void {
    const assignment = this.assignment().map((rule) => ({
      Id: rule.id,
      Name: rule.name,
      SobjectType: rule.object,
      Active: rule.active,
    }));
    const duplicate = this.duplicate().map((rule) => ({
      Id: rule.id,
      DeveloperName: rule.name,
      MasterLabel: rule.name,
      SobjectType: rule.object,
      SobjectSubtype: 'None',
      Language: 'en_US',
      IsActive: rule.active,
    }));
    for (const [object, rows] of [['AssignmentRule', assignment] as const, ['DuplicateRule', duplicate] as const]) {
      for (const { Id } of [...this.#database.records.all(object)]) this.#database.remove(object, Id);
      for (const row of rows) this.#database.put(object, { ...row, IsDeleted: false });
    }
  }
}
