import { api, LightningElement } from 'lwc';
import { asInletError, InletError } from 'c/inletBackend';
import { connectByClientCredentials, connectByJwt, startWebServerLogin } from 'c/inletConnectionStore';
import type { Connection, ConnectionKind, Jwt } from 'c/inletConnectionStore';
import { areValid, showProblems, valuesOf } from 'c/inletFields';
import { orgAddress } from 'c/inletOrgAddress';
import { fill } from 'c/inletFormat';
import atOther from '@salesforce/label/c.Inlet_Connect_AtOther';
import atProduction from '@salesforce/label/c.Inlet_Connect_AtProduction';
import atSandbox from '@salesforce/label/c.Inlet_Connect_AtSandbox';
import atThisOrg from '@salesforce/label/c.Inlet_Connect_AtThisOrg';
import callback from '@salesforce/label/c.Inlet_Connect_Callback';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import clientId from '@salesforce/label/c.Inlet_Connect_ClientId';
import clientIdHelp from '@salesforce/label/c.Inlet_Connect_ClientIdHelp';
import clientSecret from '@salesforce/label/c.Inlet_Connect_ClientSecret';
import clientSecretHelp from '@salesforce/label/c.Inlet_Connect_ClientSecretHelp';
import connect from '@salesforce/label/c.Inlet_Connect_Connect';
import stay from '@salesforce/label/c.Inlet_Login_Stay';
import connecting from '@salesforce/label/c.Inlet_Connect_Connecting';
import connectOtherOrg from '@salesforce/label/c.Inlet_Connect_OtherOrg';
import explainClientCredentials from '@salesforce/label/c.Inlet_Connect_ExplainClientCredentials';
import explainJwt from '@salesforce/label/c.Inlet_Connect_ExplainJwt';
import explainWebServer from '@salesforce/label/c.Inlet_Connect_ExplainWebServer';
import heading from '@salesforce/label/c.Inlet_Connect_Heading';
import loginAt from '@salesforce/label/c.Inlet_Connect_LoginAt';
import myDomain from '@salesforce/label/c.Inlet_Connect_MyDomain';
import myDomainHelp from '@salesforce/label/c.Inlet_Connect_MyDomainHelp';
import openLogin from '@salesforce/label/c.Inlet_Connect_OpenLogin';
import optionalSecretHelp from '@salesforce/label/c.Inlet_Connect_OptionalSecretHelp';
import username from '@salesforce/label/c.Inlet_Connect_Username';
import wayClientCredentials from '@salesforce/label/c.Inlet_Connect_WayClientCredentials';
import wayJwt from '@salesforce/label/c.Inlet_Connection_WayJwt';
import wayLegend from '@salesforce/label/c.Inlet_Connect_Way';
import wayWebServer from '@salesforce/label/c.Inlet_Connection_WayWebServer';

const noCertificate = { certificate: '', expiresAt: '', inUse: false };
const production = 'https://login.salesforce.com';
const sandbox = 'https://test.salesforce.com';
const explanations: Record<ConnectionKind, string> = {
  clientCredentials: explainClientCredentials,
  jwt: explainJwt,
  webServer: explainWebServer,
};

/**
 * Connects the org in one of three ways, each explained. Fires `connected` with the connection, `login` with what is to be
 * opened in a window, and `cancel`. What was typed stays after an error.
 */
export default class InletConnectForm extends LightningElement {
  @api connection: Connection | undefined;
  @api canCancel = false;
  way: ConnectionKind = 'clientCredentials';
  place = '';
  jwt: Pick<Jwt, 'certificate' | 'expiresAt' | 'inUse'> = noCertificate;
  isBusy = false;
  error: InletError | undefined;
  otherOrg = '';
  readonly labels = {
    callback,
    cancel,
    clientId,
    clientIdHelp,
    clientSecret,
    connect,
    connecting,
    connectOtherOrg,
    heading,
    loginAt,
    myDomain,
    myDomainHelp,
    openLogin,
    stay,
    username,
    wayLegend,
  };

  connectedCallback(): void {
    const { kind, loginUrl, jwt } = this.connection ?? {};
    this.way = kind ?? 'clientCredentials';
    this.jwt = jwt ?? noCertificate;
    const known = [this.thisOrg, production, sandbox];
    this.place = !loginUrl ? this.thisOrg : known.includes(loginUrl) ? loginUrl : 'other';
  }

  get thisOrg(): string {
    return orgAddress(window.location);
  }
  get ways() {
    return [
      { label: wayClientCredentials, value: 'clientCredentials' },
      { label: wayJwt, value: 'jwt' },
      { label: wayWebServer, value: 'webServer' },
    ];
  }
  get explanation(): string {
    return explanations[this.way];
  }
  /** Salesforce grants client credentials at the org's own address only, and so it is done for JWT; a login is redirected there. */
  get places() {
    const own = { label: fill(atThisOrg, this.thisOrg.replace(/^https?:\/\//, '')), value: this.thisOrg };
    const other = { label: atOther, value: 'other' };
    if (this.way !== 'webServer') return [own, other];
    return [own, { label: atProduction, value: production }, { label: atSandbox, value: sandbox }, other];
  }
  get isOtherPlace(): boolean {
    return this.place === 'other';
  }
  get knownAddress(): string {
    return this.connection?.loginUrl ?? '';
  }
  get knownClientId(): string {
    return this.connection?.clientId ?? '';
  }
  get knownUsername(): string {
    return this.connection?.jwt?.username ?? '';
  }
  get isClientCredentials(): boolean {
    return this.way === 'clientCredentials';
  }
  get isJwt(): boolean {
    return this.way === 'jwt';
  }
  /** What the External Client App has to name as the place to come back to. */
  get callbackUrl(): string {
    return this.way === 'webServer' ? (this.connection?.callbackUrl ?? '') : '';
  }
  get hasSecret(): boolean {
    return this.way !== 'jwt';
  }
  get secretHelp(): string {
    return this.isClientCredentials ? clientSecretHelp : optionalSecretHelp;
  }
  get submitLabel(): string {
    return this.way === 'webServer' ? openLogin : connect;
  }
  get cannotSubmit(): boolean {
    return this.isBusy || (this.isJwt && !this.jwt.certificate);
  }

  handleWay(event: CustomEvent<{ value: string }>): void {
    this.way = event.detail.value as ConnectionKind;
    this.error = undefined;
    if (!this.places.some(({ value }) => value === this.place)) this.place = this.thisOrg;
  }
  handlePlace(event: CustomEvent<{ value: string }>): void {
    this.place = event.detail.value;
  }
  handleCertificate(event: CustomEvent<{ certificate: string; expiresAt: string }>): void {
    this.jwt = { ...event.detail, inUse: false };
  }
  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
  submit(): void {
    if (areValid(this.template!)) void this.connect(false);
  }
  confirmOtherOrg(): void {
    this.otherOrg = '';
    void this.connect(true);
  }
  keepOrg(): void {
    this.otherOrg = '';
  }

  async connect(confirmOtherOrg: boolean): Promise<void> {
    const values = valuesOf(this.template!);
    const given = {
      loginUrl: this.isOtherPlace ? values['loginUrl']! : this.place,
      clientId: values['clientId']!,
      ...(confirmOtherOrg && { confirmOtherOrg }),
    };
    this.isBusy = true;
    this.error = undefined;
    try {
      if (this.way === 'webServer') {
        const secret = values['clientSecret'];
        const login = await startWebServerLogin({ ...given, ...(secret && { clientSecret: secret }) });
        this.dispatchEvent(new CustomEvent('login', { detail: login }));
      } else {
        const connection = this.isJwt
          ? await connectByJwt({ ...given, username: values['username']! })
          : await connectByClientCredentials({ ...given, clientSecret: values['clientSecret']! });
        this.dispatchEvent(new CustomEvent('connected', { detail: connection }));
      }
    } catch (error) {
      this.explain(asInletError(error));
    }
    this.isBusy = false;
  }
  explain(error: InletError): void {
    if (error.status === 409 && error.facts['kind'] === 'otherOrg') {
      this.otherOrg = error.message;
      return;
    }
    const left = showProblems(this.template!, error.problems);
    if (error.problems.length === 0 || left.length > 0) {
      const text = left.map(({ message }) => message).join(' ');
      this.error = new InletError(error.status, error.title, text || error.message);
    }
  }
}
