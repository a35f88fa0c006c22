import { api, LightningElement } from 'lwc';
import type { Connection } from 'c/inletConnectionStore';
import type { Fact } from 'c/inletFacts';
import { fill, formatTime } from 'c/inletFormat';
import adminHeading from '@salesforce/label/c.Inlet_Login_AdminHeading';
import adminText from '@salesforce/label/c.Inlet_Login_AdminText';
import answer from '@salesforce/label/c.Inlet_Login_Answer';
import answerHelp from '@salesforce/label/c.Inlet_Login_AnswerHelp';
import asUser from '@salesforce/label/c.Inlet_Connection_Username';
import before from '@salesforce/label/c.Inlet_Login_Before';
import discard from '@salesforce/label/c.Inlet_Login_Discard';
import otherOrgHeading from '@salesforce/label/c.Inlet_Login_OtherOrgHeading';
import otherOrgText from '@salesforce/label/c.Inlet_Login_OtherOrgText';
import reached from '@salesforce/label/c.Inlet_Login_Reached';
import stay from '@salesforce/label/c.Inlet_Login_Stay';

/**
 * A login in a browser ended at another org, or as an administrator: which, and what happens if it is kept. Fires `discard`.
 * Keeping it is left to the window of that browser: whoever logged in there, and nobody else, says that it is meant.
 */
export default class InletLoginQuestion extends LightningElement {
  @api connection: Connection | undefined;
  @api isBusy = false;
  readonly labels = { answer };

  get asks() {
    return this.connection!.pending!.asks!;
  }
  get isOtherOrg(): boolean {
    return this.asks.otherThan !== null;
  }
  get heading(): string {
    return this.isOtherOrg ? otherOrgHeading : adminHeading;
  }
  get text(): string {
    const texts = [...(this.isOtherOrg ? [otherOrgText] : []), ...(this.asks.isAdmin ? [adminText] : [])];
    return texts.join(' ');
  }
  get facts(): Fact[] {
    const { user, salesforceOrgId, instanceUrl, otherThan } = this.asks;
    const known = this.connection!.instanceUrl;
    return [
      { term: reached, text: orgText(salesforceOrgId, instanceUrl) },
      { term: asUser, text: user.username ?? '–' },
      ...(otherThan ? [{ term: before, text: orgText(otherThan, known === instanceUrl ? null : known) }] : []),
    ];
  }
  get answerHelp(): string {
    return fill(answerHelp, formatTime(this.connection!.pending!.expiresAt));
  }
  get discardLabel(): string {
    return this.isOtherOrg ? stay : discard;
  }

  discard(): void {
    this.dispatchEvent(new CustomEvent('discard'));
  }
  answer(): void {
    window.open(this.asks.questionUrl, '_blank', 'noopener');
  }
}

/** `00D… · acme.my.salesforce.com` */
function orgText(id: string | null, address: string | null): string {
  return [id, address && new URL(address).host].filter(Boolean).join(' · ');
}
