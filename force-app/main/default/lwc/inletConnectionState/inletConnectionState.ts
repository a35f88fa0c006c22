import { api, LightningElement } from 'lwc';
import type { Connection, ConnectionKind } from 'c/inletConnectionStore';
import type { Fact } from 'c/inletFacts';
import { fill, formatTime } from 'c/inletFormat';
import certificate from '@salesforce/label/c.Inlet_Jwt_Certificate';
import checkNow from '@salesforce/label/c.Inlet_Connection_CheckNow';
import checkedLabel from '@salesforce/label/c.Inlet_Connection_CheckedAt';
import checking from '@salesforce/label/c.Inlet_Connection_Checking';
import connectOther from '@salesforce/label/c.Inlet_Connection_ConnectOther';
import connected from '@salesforce/label/c.Inlet_Connection_Connected';
import disconnect from '@salesforce/label/c.Inlet_Connection_Disconnect';
import disconnectQuestion from '@salesforce/label/c.Inlet_Connection_DisconnectQuestion';
import disconnected from '@salesforce/label/c.Inlet_Connection_Disconnected';
import disconnectedText from '@salesforce/label/c.Inlet_Connection_DisconnectedText';
import expired from '@salesforce/label/c.Inlet_Jwt_Expired';
import expiring from '@salesforce/label/c.Inlet_Jwt_Expiring';
import inUse from '@salesforce/label/c.Inlet_Jwt_InUse';
import instance from '@salesforce/label/c.Inlet_Connection_Instance';
import notInUse from '@salesforce/label/c.Inlet_Jwt_NotInUse';
import notWorking from '@salesforce/label/c.Inlet_Connection_NotWorking';
import organisation from '@salesforce/label/c.Inlet_Connection_Organisation';
import reconnect from '@salesforce/label/c.Inlet_Connection_Reconnect';
import renew from '@salesforce/label/c.Inlet_Jwt_Renew';
import sinceLabel from '@salesforce/label/c.Inlet_Connection_Since';
import sinceBy from '@salesforce/label/c.Inlet_Connection_SinceBy';
import tokenLabel from '@salesforce/label/c.Inlet_Connection_TokenRefreshed';
import userName from '@salesforce/label/c.Inlet_Connection_Username';
import way from '@salesforce/label/c.Inlet_Connection_Way';
import wayClientCredentials from '@salesforce/label/c.Inlet_Connection_WayClientCredentials';
import wayJwt from '@salesforce/label/c.Inlet_Connection_WayJwt';
import wayWebServer from '@salesforce/label/c.Inlet_Connection_WayWebServer';

const ways: Record<ConnectionKind, string> = {
  clientCredentials: wayClientCredentials,
  jwt: wayJwt,
  webServer: wayWebServer,
};

/** How the connection stands: as whom, which org, since when; and what is wrong with it. Fires `check`, `reconnect`, `disconnect`, `change`. */
export default class InletConnectionState extends LightningElement {
  @api connection: Connection | undefined;
  /** What is being done: `check`, `reconnect`, `disconnect`; empty for nothing. */
  @api busy = '';
  isAsking = false;
  readonly labels = {
    checkNow,
    checking,
    connectOther,
    disconnect,
    disconnectQuestion,
    disconnected,
    disconnectedText,
    notInUse,
    notWorking,
    reconnect,
    renew,
  };

  get isConnected(): boolean {
    return this.connection?.state === 'connected';
  }
  get isBroken(): boolean {
    return this.connection?.state === 'broken';
  }
  get isDisconnected(): boolean {
    return this.connection?.state === 'disconnected';
  }
  get isBusy(): boolean {
    return this.busy !== '';
  }
  get canDisconnect(): boolean {
    return this.isConnected || this.isBroken;
  }
  get heading(): string {
    return fill(connected, this.connection?.user?.name ?? '–');
  }
  get causeText(): string {
    const { sentence, fix } = this.connection?.cause ?? { sentence: '', fix: '' };
    return `${sentence} ${fix}`.trim();
  }
  /** The certificate that logins are signed with. */
  get certificate() {
    const { kind, jwt, state } = this.connection!;
    return kind === 'jwt' && state !== 'disconnected' ? jwt?.current : undefined;
  }
  get certificateWarning(): string {
    const { expiresAt, state = 'good' } = this.certificate ?? {};
    return state === 'good' ? '' : fill(state === 'expired' ? expired : expiring, formatTime(expiresAt));
  }
  get hasNewCertificate(): boolean {
    return this.certificate !== undefined && this.connection!.jwt?.inUse === false;
  }
  get facts(): Fact[] {
    const { user, salesforceOrgId, instanceUrl, kind, connectedAt, connectedBy, checkedAt, tokenRefreshedAt } =
      this.connection!;
    const since = formatTime(connectedAt);
    const facts = [
      { term: userName, text: user?.username },
      { term: organisation, text: salesforceOrgId },
      { term: instance, text: instanceUrl },
      { term: way, text: kind && ways[kind] },
      {
        term: certificate,
        text:
          this.certificate && fill(inUse, formatTime(this.certificate.since), formatTime(this.certificate.expiresAt)),
      },
      { term: sinceLabel, text: connectedAt && (connectedBy ? fill(sinceBy, since, connectedBy.name) : since) },
      { term: checkedLabel, text: checkedAt && formatTime(checkedAt) },
      { term: tokenLabel, text: tokenRefreshedAt && formatTime(tokenRefreshedAt) },
    ];
    return facts.flatMap(({ term, text }) => (text ? [{ term, text }] : []));
  }

  check(): void {
    this.dispatchEvent(new CustomEvent('check'));
  }
  reconnect(): void {
    this.dispatchEvent(new CustomEvent('reconnect'));
  }
  change(): void {
    this.dispatchEvent(new CustomEvent('change'));
  }
  askToDisconnect(): void {
    this.isAsking = true;
  }
  keep(): void {
    this.isAsking = false;
  }
  disconnect(): void {
    this.isAsking = false;
    this.dispatchEvent(new CustomEvent('disconnect'));
  }
}
