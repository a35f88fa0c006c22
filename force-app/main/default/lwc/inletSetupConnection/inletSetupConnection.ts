import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { checkConnection, discardLogin, disconnect, readConnection, reconnect } from 'c/inletConnectionStore';
import type { Connection } from 'c/inletConnectionStore';
import type { PairingStatus } from 'c/inletPairing';
import { fill, formatTime } from 'c/inletFormat';
import { toast, toastError } from 'c/inletToast';
import forget from '@salesforce/apex/InletPairing.forget';
import connectedToast from '@salesforce/label/c.Inlet_Connection_ConnectedToast';
import disconnectedToast from '@salesforce/label/c.Inlet_Connection_DisconnectedToast';
import discardedToast from '@salesforce/label/c.Inlet_Login_DiscardedToast';
import giveUp from '@salesforce/label/c.Inlet_Connection_GiveUp';
import loginWindow from '@salesforce/label/c.Inlet_Connection_LoginWindow';
import openAgain from '@salesforce/label/c.Inlet_Connection_OpenAgain';
import pairedWith from '@salesforce/label/c.Inlet_Pairing_PairedWith';
import unpair from '@salesforce/label/c.Inlet_Pairing_Unpair';
import unpairQuestion from '@salesforce/label/c.Inlet_Pairing_UnpairQuestion';
import waiting from '@salesforce/label/c.Inlet_Connection_Waiting';

/** How often it is asked whether the login in the other window has ended. */
const waitMilliseconds = 2000;

/** Phase 1: pairing with the backend, and the backend's connection with this org. Fires `pairing` and `progress`. */
export default class InletSetupConnection extends LightningElement {
  connection: Connection | undefined;
  error: InletError | undefined;
  busy = '';
  isChoosing = false;
  isUnpairing = false;
  login: { authorizeUrl: string; expiresAt: string } | undefined;
  readonly labels = { giveUp, loginWindow, openAgain, unpair, unpairQuestion };
  #before: string | null = null;
  /** How often in a row no login was under way any more. */
  #missed = 0;
  pairing: PairingStatus | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  @api
  get status(): PairingStatus | undefined {
    return this.pairing;
  }
  set status(status: PairingStatus | undefined) {
    const wasPaired = this.isPaired;
    this.pairing = status;
    if (this.isPaired && !wasPaired) void this.read();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  get isPaired(): boolean {
    return this.status?.isPaired === true;
  }
  get canUnpair(): boolean {
    return this.isPaired && this.status?.canPair === true;
  }
  get pairedText(): string {
    return this.status?.address ? fill(pairedWith, this.status.address) : '';
  }
  get isLoading(): boolean {
    return this.isPaired && !this.connection && !this.error;
  }
  get showsState(): boolean {
    return this.connection !== undefined && this.connection.state !== 'never';
  }
  get showsForm(): boolean {
    const isNew = this.connection?.state === 'never';
    const isFree = this.login === undefined && !this.isAsking;
    return isFree && this.connection !== undefined && (isNew || this.isChoosing);
  }
  /** A login ended where somebody has to say whether it is meant. */
  get isAsking(): boolean {
    return Boolean(this.connection?.pending?.asks);
  }
  get isWaiting(): boolean {
    return this.login !== undefined && !this.isAsking;
  }
  get isBusy(): boolean {
    return this.busy !== '';
  }
  get waitingText(): string {
    return fill(waiting, formatTime(this.login?.expiresAt));
  }

  handlePaired(): void {
    this.dispatchEvent(new CustomEvent('pairing'));
  }
  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.connection = await readConnection();
      const { pending } = this.connection;
      if (pending?.asks) this.wait({ authorizeUrl: '', expiresAt: pending.expiresAt });
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handleCheck(): Promise<void> {
    return this.act('check', checkConnection);
  }
  handleReconnect(): Promise<void> {
    return this.act('reconnect', reconnect);
  }
  handleDisconnect(): Promise<void> {
    return this.act('disconnect', async () => {
      await disconnect();
      toast(this, disconnectedToast);
      return readConnection();
    });
  }
  handleDiscard(): Promise<void> {
    return this.act('discard', async () => {
      const connection = await discardLogin();
      this.giveUp();
      this.isChoosing = false;
      toast(this, discardedToast);
      return connection;
    });
  }
  handleChange(): void {
    this.isChoosing = true;
  }
  handleCancel(): void {
    this.isChoosing = false;
  }
  handleConnected(event: CustomEvent<Connection>): void {
    this.take(event.detail);
    this.isChoosing = false;
    toast(this, connectedToast);
  }

  /** Opens the login beside this page, and waits until the backend says how it ended. */
  handleLogin(event: CustomEvent<{ authorizeUrl: string; expiresAt: string }>): void {
    window.open(event.detail.authorizeUrl, '_blank', 'noopener');
    this.wait(event.detail);
  }
  wait(login: { authorizeUrl: string; expiresAt: string }): void {
    this.login = login;
    this.#before = this.connection?.connectedAt ?? null;
    this.#missed = 0;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.look(), waitMilliseconds);
  }
  giveUp(): void {
    clearInterval(this.#timer);
    this.login = undefined;
  }
  async look(): Promise<void> {
    if (!this.login || Date.parse(this.login.expiresAt) < Date.now()) {
      this.giveUp();
      return;
    }
    try {
      const connection = await readConnection();
      if (!this.login) return;
      const isNew = connection.state === 'connected' && connection.connectedAt !== this.#before;
      if (isNew) {
        this.giveUp();
        this.isChoosing = false;
        this.take(connection);
        toast(this, connectedToast);
        return;
      }
      this.connection = connection;
      // It was answered with no, or replaced. Between its end and the new connection there is a moment of neither.
      this.#missed = connection.pending ? 0 : this.#missed + 1;
      if (this.#missed > 1) this.giveUp();
    } catch {
      // The next look tells; whoever waits can give up.
    }
  }

  askToUnpair(): void {
    this.isUnpairing = true;
  }
  keepPairing(): void {
    this.isUnpairing = false;
  }
  async unpair(): Promise<void> {
    this.isUnpairing = false;
    try {
      await forget();
      this.dispatchEvent(new CustomEvent('pairing'));
    } catch (error) {
      toastError(this, error);
    }
  }

  async act(name: string, work: () => Promise<Connection>): Promise<void> {
    this.busy = name;
    try {
      this.take(await work());
    } catch (error) {
      toastError(this, error);
    }
    this.busy = '';
  }
  take(connection: Connection): void {
    this.connection = connection;
    this.dispatchEvent(new CustomEvent('progress'));
  }
}
