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
    return this.#add('rules/validation', { ...rule, id: this.#newId('03d') });
  }

  /** One of a name per object: setting it again replaces it. Only one rule of an object is active at a time. */
  setAssignment(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    const others = this.assignment()
      .filter((other) => other.object !== rule.object || other.name !== rule.name)
      .map((other) => (rule.active && other.object === rule.object ? { ...other, active: false } : other));
    this.#database.writeDocument('rules/assignment', others);
    return this.#add('rules/assignment', { ...rule, id: this.#newId('01Q') });
  }

  setDuplicate(rule: Omit<DuplicateRule, 'id'>): DuplicateRule {
    const others = this.duplicate().filter((other) => other.object !== rule.object || other.name !== rule.name);
    this.#database.writeDocument('rules/duplicate', others);
    return this.#add('rules/duplicate', { ...rule, id: this.#newId('0Bm') });
  }

  remove(kind: 'validation' | 'assignment' | 'duplicate', id: string): boolean {
    const rules = this.#list<{ id: string }>(`rules/${kind}`);
    const kept = rules.filter((rule) => rule.id !== id);
    this.#database.writeDocument(`rules/${kind}`, kept);
    return kept.length < rules.length;
  }

  #list<T>(key: string): T[] {
    return this.#database.readDocument<T[]>(key) ?? [];
  }

  #add<T>(key: string, rule: T): T {
    this.#database.writeDocument(key, [...this.#list<T>(key), rule]);
    return rule;
  }
}
