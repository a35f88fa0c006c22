import { LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { readAlertSettings, saveAlertSettings, sendTestAlert, type AlertSettings } from 'c/inletDiagnosticsStore';
import { fillCount } from 'c/inletFormat';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import emails from '@salesforce/label/c.Inlet_Alerts_Emails';
import emailsHelp from '@salesforce/label/c.Inlet_Alerts_EmailsHelp';
import english from '@salesforce/label/c.Inlet_Alerts_English';
import german from '@salesforce/label/c.Inlet_Alerts_German';
import intro from '@salesforce/label/c.Inlet_Alerts_Intro';
import language from '@salesforce/label/c.Inlet_Alerts_Language';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import noMail from '@salesforce/label/c.Inlet_Alerts_NoMail';
import save from '@salesforce/label/c.Inlet_Common_Save';
import saved from '@salesforce/label/c.Inlet_Alerts_Saved';
import sendTest from '@salesforce/label/c.Inlet_Alerts_SendTest';
import sentOne from '@salesforce/label/c.Inlet_Alerts_SentOne';
import sentSome from '@salesforce/label/c.Inlet_Alerts_SentSome';

/** Who is told when something gets worse. */
export default class InletAlertSettings extends LightningElement {
  settings: AlertSettings | undefined;
  error: InletError | undefined;
  refusal: InletError | undefined;
  isBusy = false;
  readonly labels = { emails, emailsHelp, intro, language, loading, noMail, save, sendTest };
  readonly languages = [
    { value: 'en', label: english },
    { value: 'de', label: german },
  ];

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.settings && !this.error;
  }
  get addresses(): string {
    return this.settings!.emails.join('\n');
  }
  get cannotMail(): boolean {
    return !this.settings!.channels.email;
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.settings = await readAlertSettings();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  async handleSave(): Promise<void> {
    const field = this.template!.querySelector<HTMLTextAreaElement>('[data-field=emails]');
    const chosen = this.template!.querySelector<HTMLElement & { value: 'en' | 'de' }>('[data-field=language]')!.value;
    const entered = (field?.value ?? '').split(/[\s,;]+/).filter((address) => address !== '');
    field?.setCustomValidity('');
    field?.reportValidity();
    await this.doing(async () => {
      this.settings = await saveAlertSettings({ emails: entered, language: chosen });
      this.dispatchEvent(new ShowToastEvent({ title: saved, variant: 'success' }));
    });
    const problem = this.refusal?.problems.find(({ path }) => path.startsWith('/emails'));
    if (!problem || !field) return;
    // One field holds all addresses: it is said of which one.
    const [, index] = /^\/emails\/(\d+)/.exec(problem.path) ?? [];
    const address = index === undefined ? '' : `${entered[Number(index)] ?? ''}: `;
    field.setCustomValidity(address + problem.message);
    field.reportValidity();
    this.refusal = undefined;
  }
  async handleTest(): Promise<void> {
    await this.doing(async () => {
      const title = fillCount(await sendTestAlert(), sentOne, sentSome);
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    });
  }
  async doing(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.refusal = undefined;
    try {
      await work();
    } catch (error) {
      this.refusal = asInletError(error);
    }
    this.isBusy = false;
  }
}
