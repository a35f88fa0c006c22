import { api, LightningElement } from 'lwc';
import type { FieldProblem } from 'c/inletBackend';
import type { Queue } from 'c/inletRuleField';
import { ruleGroups } from 'c/inletRuleWords';
import { allPages, pagePath, withRule, type PageRules, type RuleName, type Settings } from 'c/inletSettings';
import type { BookingFields, Schema } from 'c/inletSettingsStore';
import { listQueues } from 'c/inletUserStore';

/** Phase 5: what bookings make, for all pages or one. Fires `edit` with the changed settings. */
export default class InletSetupRules extends LightningElement {
  @api settings: Settings | undefined;
  @api schema: Schema | undefined;
  @api bookingFields: BookingFields | undefined;
  @api problems: FieldProblem[] = [];
  page = allPages;
  queues: Record<string, Queue[]> = {};

  connectedCallback(): void {
    void this.readQueues();
  }

  get ownPages(): string[] {
    return Object.keys(this.settings!.rules.pages);
  }
  get groups() {
    const { all, pages } = this.settings!.rules;
    const isPage = this.page !== allPages;
    const own: Partial<PageRules> = isPage ? (pages[this.page] ?? {}) : all;
    const effective: PageRules = { ...all, ...own };
    const mayBePerson = this.schema?.personAccounts === true;
    return ruleGroups.map(({ key, label, rules }) => ({
      key,
      headingId: `group-${key}`,
      label,
      rules: rules
        .filter(({ onlyIf }) => !onlyIf || onlyIf(effective))
        .map((rule) => ({
          name: rule.name,
          // A Person Account is offered where the org has them, or where the settings say so already.
          rule:
            rule.name === 'stranger' && !mayBePerson && effective.stranger !== 'personAccount'
              ? { ...rule, options: rule.options!.filter(({ value }) => value !== 'personAccount') }
              : rule,
          value: own[rule.name],
          shared: all[rule.name],
          isPage,
          queues: this.queues[rule.object ?? ''] ?? [],
          problem: this.problemOf(rule.name),
        })),
    }));
  }

  problemOf(name: RuleName): string {
    const path = `${pagePath('rules', this.page)}/${name}`;
    const found = this.problems.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
    return found.map(({ message }) => message).join(' ');
  }
  async readQueues(): Promise<void> {
    try {
      const [leads, cases] = await Promise.all([listQueues('Lead'), listQueues('Case')]);
      this.queues = { Lead: leads, Case: cases };
    } catch {
      // Without them the other owners can still be chosen; what is wrong with the connection, its own phase says.
      this.queues = {};
    }
  }
  handlePage(event: CustomEvent<string>): void {
    this.page = event.detail;
  }
  handleRule(event: CustomEvent<{ value: unknown }>): void {
    const name = (event.currentTarget as HTMLElement).dataset['rule'] as RuleName;
    const settings = withRule(this.settings!, this.page, name, event.detail.value);
    this.dispatchEvent(new CustomEvent('edit', { detail: { settings } }));
  }
}
