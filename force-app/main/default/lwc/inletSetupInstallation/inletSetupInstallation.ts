import { LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import type { Fact } from 'c/inletFacts';
import { fill } from 'c/inletFormat';
import { assignPermissionSet, readInstallation, type Installation } from 'c/inletInstallationStore';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import access from '@salesforce/label/c.Inlet_Installation_Access';
import active from '@salesforce/label/c.Inlet_Installation_Active';
import allGranted from '@salesforce/label/c.Inlet_Installation_AllGranted';
import apiEnabled from '@salesforce/label/c.Inlet_Installation_ApiEnabled';
import apiUser from '@salesforce/label/c.Inlet_Installation_ApiUser';
import assign from '@salesforce/label/c.Inlet_Installation_Assign';
import assigned from '@salesforce/label/c.Inlet_Installation_Assigned';
import assignLink from '@salesforce/label/c.Inlet_Installation_AssignLink';
import events from '@salesforce/label/c.Inlet_Installation_Events';
import layout from '@salesforce/label/c.Inlet_Installation_Layout';
import layoutLink from '@salesforce/label/c.Inlet_Installation_LayoutLink';
import layoutText from '@salesforce/label/c.Inlet_Installation_LayoutText';
import licence from '@salesforce/label/c.Inlet_Installation_Licence';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
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
import someMissing from '@salesforce/label/c.Inlet_Installation_SomeMissing';
import username from '@salesforce/label/c.Inlet_Connection_Username';
import version from '@salesforce/label/c.Inlet_Installation_Version';
import yes from '@salesforce/label/c.Inlet_Common_Yes';

/** Phase 2: the package, the API User and what it may do here. Fires `progress`. */
export default class InletSetupInstallation extends LightningElement {
  installation: Installation | undefined;
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
    loading,
    packageHeading,
    recheck,
  };

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.installation && !this.error;
  }
  get isInstalled(): boolean {
    return this.installation?.package.installed === true;
  }
  get notInstalled(): string {
    return this.isInstalled ? '' : notInstalled;
  }
  get packageFacts(): Fact[] {
    const { version: installed, prefix: own } = this.installation!.package;
    return [
      { term: version, text: installed ?? '–' },
      { term: prefix, text: own ?? prefixNone },
    ];
  }
  get userFacts(): Fact[] {
    const { apiUser: user } = this.installation!;
    const hidden = user.reason ?? notSeen;
    const flag = (value: boolean | null) => (value === null ? hidden : value ? yes : no);
    return [
      { term: username, text: user.username ?? hidden },
      { term: active, text: flag(user.isActive) },
      { term: profile, text: user.profile ?? hidden },
      { term: licence, text: user.licence ?? hidden },
      { term: apiEnabled, text: flag(user.apiEnabled) },
      { term: permissionSets, text: user.permissionSets ? user.permissionSets.join(', ') || '–' : hidden },
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
  get canAssign(): boolean {
    return this.missing > 0 && this.installation!.canAssign;
  }
  get mustAssignByHand(): boolean {
    return this.missing > 0 && !this.installation!.canAssign;
  }
  get eventsVariant(): string {
    return this.installation!.eventsOfOthers.state === 'all' ? 'success' : 'warning';
  }

  async read(): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.installation = await readInstallation();
    } catch (error) {
      this.error = asInletError(error);
    }
    this.isBusy = false;
  }
  async recheck(): Promise<void> {
    await this.read();
    this.dispatchEvent(new CustomEvent('progress'));
  }
  async handleAssign(): Promise<void> {
    this.isBusy = true;
    try {
      await assignPermissionSet();
      this.dispatchEvent(new ShowToastEvent({ title: assigned, variant: 'success' }));
    } catch (error) {
      const { title, message } = asInletError(error);
      this.dispatchEvent(new ShowToastEvent({ title: title || message, message, variant: 'error' }));
    }
    await this.recheck();
  }
}
