import { LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { readConnection } from 'c/inletConnectionStore';
import type { Fact } from 'c/inletFacts';
import { fill } from 'c/inletFormat';
import { assignPermissionSet, readInstallation, type Installation } from 'c/inletInstallationStore';
import { toast, toastError } from 'c/inletToast';
import getState, { type State } from '@salesforce/apex/InletApiUser.getState';
import assignAsAdmin from '@salesforce/apex/InletApiUser.assignPermissionSet';
import access from '@salesforce/label/c.Inlet_Installation_Access';
import active from '@salesforce/label/c.Inlet_Installation_Active';
import allGranted from '@salesforce/label/c.Inlet_Installation_AllGranted';
import apiEnabled from '@salesforce/label/c.Inlet_Installation_ApiEnabled';
import apiUser from '@salesforce/label/c.Inlet_Installation_ApiUser';
import assign from '@salesforce/label/c.Inlet_Installation_Assign';
import assigned from '@salesforce/label/c.Inlet_Installation_Assigned';
import assignLink from '@salesforce/label/c.Inlet_Installation_AssignLink';
import events from '@salesforce/label/c.Inlet_Installation_Events';
import eventsAll from '@salesforce/label/c.Inlet_Installation_EventsAll';
import frozen from '@salesforce/label/c.Inlet_Installation_Frozen';
import layout from '@salesforce/label/c.Inlet_Installation_Layout';
import layoutLink from '@salesforce/label/c.Inlet_Installation_LayoutLink';
import layoutText from '@salesforce/label/c.Inlet_Installation_LayoutText';
import licence from '@salesforce/label/c.Inlet_Installation_Licence';
import no from '@salesforce/label/c.Inlet_Common_No';
import notInstalled from '@salesforce/label/c.Inlet_Installation_NotInstalled';
import notSeen from '@salesforce/label/c.Inlet_Installation_NotSeen';
import oneMissing from '@salesforce/label/c.Inlet_Installation_OneMissing';
import packageHeading from '@salesforce/label/c.Inlet_Installation_Package';
import permissionSets from '@salesforce/label/c.Inlet_Installation_PermissionSets';
import prefix from '@salesforce/label/c.Inlet_Installation_Prefix';
import prefixNone from '@salesforce/label/c.Inlet_Installation_PrefixNone';
import profile from '@salesforce/label/c.Inlet_Installation_Profile';
import recheck from '@salesforce/label/c.Inlet_Installation_Recheck';
import rechecking from '@salesforce/label/c.Inlet_Connection_Checking';
import someMissing from '@salesforce/label/c.Inlet_Installation_SomeMissing';
import username from '@salesforce/label/c.Inlet_Connection_Username';
import version from '@salesforce/label/c.Inlet_Installation_Version';
import yes from '@salesforce/label/c.Inlet_Common_Yes';

const flags = new Map<boolean | null | undefined, string>([
  [true, yes],
  [false, no],
]);

/** Phase 2: the package, the API User and what it may do here. Fires `progress`. */
export default class InletSetupInstallation extends LightningElement {
  installation: Installation | undefined;
  /** What the API User may not see of itself, as the admin who looks here sees it. */
  state: State | undefined;
  userId: string | undefined;
  error: InletError | undefined;
  isBusy = false;
  readonly labels = {
    access,
    apiUser,
    assign,
    assignLink,
    events,
    layout,
    layoutLink,
    layoutText,
    packageHeading,
    recheck,
    rechecking,
  };

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.installation && !this.error;
  }
  get notInstalled(): string {
    return this.installation?.package.installed ? '' : notInstalled;
  }
  get packageFacts(): Fact[] {
    const { version: told, prefix: own } = this.installation!.package;
    return [
      { term: version, text: this.state?.packageVersion ?? told ?? '–' },
      { term: prefix, text: own || prefixNone },
    ];
  }
  get userFacts(): Fact[] {
    const { apiUser: user } = this.installation!;
    const { state } = this;
    const flag = (value: boolean | null | undefined) => flags.get(value) ?? notSeen;
    const sets = state?.permissionSets ?? user.permissionSets;
    return [
      { term: username, text: user.username ?? state?.username ?? notSeen },
      { term: active, text: flag(user.isActive ?? state?.isActive) },
      { term: frozen, text: flag(state?.isFrozen) },
      { term: profile, text: user.profile ?? state?.profile ?? notSeen },
      { term: licence, text: user.licence ?? state?.licence ?? notSeen },
      { term: apiEnabled, text: flag(state?.isApiEnabled ?? user.apiEnabled) },
      { term: permissionSets, text: sets ? sets.map(({ label }) => label).join(', ') || '–' : notSeen },
    ];
  }
  get missing(): number {
    return this.installation!.access.filter(({ has }) => !has).length;
  }
  get accessVariant(): string {
    return this.missing === 0 ? 'success' : 'error';
  }
  get accessText(): string {
    if (this.missing === 0) return allGranted;
    return this.missing === 1 ? oneMissing : fill(someMissing, this.missing);
  }
  get lacksSet(): boolean {
    return (this.state?.hasPermissionSet ?? this.installation!.hasPermissionSet) === false;
  }
  get mayAssign(): boolean {
    return this.state?.canAssign === true || this.installation!.canAssign;
  }
  get canAssign(): boolean {
    return this.lacksSet && this.mayAssign;
  }
  get mustAssignByHand(): boolean {
    return this.missing > 0 && !this.canAssign;
  }
  /** What the API User does not know of its own permissions, the admin may. */
  get mayChangeEvents(): boolean {
    const { canModifyAllData, activitySharing } = this.state ?? {};
    return (
      this.installation!.eventsOfOthers.scope === 'all' ||
      canModifyAllData === true ||
      activitySharing === 'ControlledByParent'
    );
  }
  get eventsVariant(): string {
    return this.mayChangeEvents ? 'success' : 'warning';
  }
  get eventsText(): string {
    const { scope, sentence } = this.installation!.eventsOfOthers;
    return this.mayChangeEvents && scope !== 'all' ? eventsAll : sentence;
  }

  async read(): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      const installation = await readInstallation();
      this.userId = installation.apiUser.id ?? (await readConnection()).user?.id;
      this.state = await this.readState(this.userId);
      this.installation = installation;
    } catch (error) {
      this.error = asInletError(error);
      this.installation = undefined;
    }
    this.isBusy = false;
  }
  async readState(userId: string | undefined): Promise<State | undefined> {
    if (!userId) return undefined;
    try {
      return await getState({ userId });
    } catch {
      // Then what the API User sees of itself is what can be shown.
      return undefined;
    }
  }
  async recheck(): Promise<void> {
    await this.read();
    this.dispatchEvent(new CustomEvent('progress'));
  }
  async handleAssign(): Promise<void> {
    const { userId } = this;
    this.isBusy = true;
    try {
      if (userId && this.state?.canAssign) await assignAsAdmin({ userId });
      else await assignPermissionSet();
      toast(this, assigned);
    } catch (error) {
      toastError(this, error);
    }
    await this.recheck();
  }
}
