import { api, LightningElement } from 'lwc';
import { asInletError, type FieldProblem, type InletError } from 'c/inletBackend';
import { withOwner, type Settings } from 'c/inletSettings';
import { listUsers, type BookingOwner, type Users } from 'c/inletUserStore';
import { fill, formatNumber } from 'c/inletFormat';
import bookingsColumn from '@salesforce/label/c.Inlet_Users_Bookings';
import byEmail from '@salesforce/label/c.Inlet_Users_ByEmail';
import caption from '@salesforce/label/c.Inlet_Users_Caption';
import defaultOwner from '@salesforce/label/c.Inlet_Users_Default';
import defaultOwnerHelp from '@salesforce/label/c.Inlet_Users_DefaultHelp';
import inactiveUser from '@salesforce/label/c.Inlet_Users_InactiveUser';
import none from '@salesforce/label/c.Inlet_Users_None';
import noneHeading from '@salesforce/label/c.Inlet_Users_NoneHeading';
import owner from '@salesforce/label/c.Inlet_Users_Owner';
import state from '@salesforce/label/c.Inlet_Users_State';
import stateByHand from '@salesforce/label/c.Inlet_Users_ByHand';
import unknown from '@salesforce/label/c.Inlet_Users_Unknown';
import userColumn from '@salesforce/label/c.Inlet_Users_User';
import userFor from '@salesforce/label/c.Inlet_Users_UserFor';

/** Phase 6: which Salesforce user stands for a booking's owner. Fires `edit` with the changed settings. */
export default class InletSetupUsers extends LightningElement {
  @api settings: Settings | undefined;
  @api problems: FieldProblem[] = [];
  users: Users | undefined;
  error: InletError | undefined;
  readonly labels = {
    bookingsColumn,
    caption,
    defaultOwner,
    defaultOwnerHelp,
    none,
    noneHeading,
    owner,
    state,
    userColumn,
  };
  /** Names of users that were chosen here, by id. */
  names: Record<string, string> = {};
  #version: number | undefined;

  /** The version of the settings; who owns what is asked again when it changes. */
  @api
  get version(): number | undefined {
    return this.#version;
  }
  set version(version: number | undefined) {
    if (version === this.#version) return;
    this.#version = version;
    void this.read();
  }

  get isLoading(): boolean {
    return !this.users && !this.error;
  }
  get isEmpty(): boolean {
    return this.users?.owners.length === 0;
  }
  get hasOwners(): boolean {
    return (this.users?.owners.length ?? 0) > 0;
  }
  get defaultUser(): string {
    return this.settings!.users.defaultOwner ?? '';
  }
  get defaultName(): string {
    const known = this.users?.defaultOwner;
    return this.names[this.defaultUser] ?? (known?.userId === this.defaultUser ? (known.name ?? '') : '');
  }
  get defaultProblem(): string {
    const { userId, problem, fix } = this.users?.defaultOwner ?? { userId: '', problem: null, fix: null };
    const said = userId === this.defaultUser ? [problem, fix].filter(Boolean).join(' ') : '';
    return this.problemAt('/users/defaultOwner') || said;
  }
  get rows() {
    return (this.users?.owners ?? []).map((one) => {
      const chosen = this.settings!.users.owners[one.email] ?? '';
      const problem = this.problemAt(`/users/owners/${one.email.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      const look = this.lookOf(one, chosen);
      return {
        email: one.email,
        name: one.name ?? one.email,
        bookings: formatNumber(one.bookings),
        userId: chosen || (one.match?.userId ?? ''),
        userName: this.names[chosen] ?? one.match?.name ?? '',
        userLabel: fill(userFor, one.name ?? one.email),
        problem,
        ...look,
      };
    });
  }

  lookOf({ match, problem, fix }: BookingOwner, chosen: string) {
    const said = [problem, fix].filter(Boolean).join(' ');
    const isInactive = match?.isActive === false && (!chosen || chosen === match.userId);
    if (isInactive) return { icon: 'utility:error', variant: 'error', text: said || inactiveUser };
    if (chosen) return { icon: 'utility:check', variant: 'success', text: stateByHand };
    if (match) return { icon: 'utility:check', variant: 'success', text: fill(byEmail, match.name) };
    return { icon: 'utility:warning', variant: 'warning', text: said || unknown };
  }
  problemAt(path: string): string {
    return this.problems
      .filter((one) => one.path === path)
      .map(({ message }) => message)
      .join(' ');
  }
  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.users = await listUsers();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handleDefault(event: CustomEvent<{ id: string; name?: string }>): void {
    const { id } = event.detail;
    this.remember(event.detail);
    const { users } = this.settings!;
    this.change({ ...this.settings!, users: { ...users, defaultOwner: id || null } });
  }
  handleUser(event: CustomEvent<{ id: string; name?: string }>): void {
    const { owner: email } = (event.currentTarget as HTMLElement).dataset;
    this.remember(event.detail);
    this.change(withOwner(this.settings!, email!, event.detail.id || undefined));
  }
  remember({ id, name }: { id: string; name?: string }): void {
    if (name) this.names = { ...this.names, [id]: name };
  }
  change(settings: Settings): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: { settings } }));
  }
}
