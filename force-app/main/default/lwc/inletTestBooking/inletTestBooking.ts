import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { asInletError } from 'c/inletBackend';
import { readBooking, type BookingDetail } from 'c/inletBookingStore';
import { areValid, showProblems, valuesOf } from 'c/inletFields';
import type { SelectOption } from 'c/inletSearchSelect';
import { readBookingFields, type BookingFields } from 'c/inletSettingsStore';
import { removeTestRecords, sendTestBooking, type TestBooking } from 'c/inletSourceStore';
import { fill } from 'c/inletFormat';
import { toast } from 'c/inletToast';
import addAnswer from '@salesforce/label/c.Inlet_Test_AddAnswer';
import answer from '@salesforce/label/c.Inlet_Test_Answer';
import answers from '@salesforce/label/c.Inlet_Test_Answers';
import close from '@salesforce/label/c.Inlet_Test_Close';
import customerEmail from '@salesforce/label/c.Inlet_Test_CustomerEmail';
import customerEmailHelp from '@salesforce/label/c.Inlet_Test_CustomerEmailHelp';
import delivered from '@salesforce/label/c.Inlet_Test_Delivered';
import heading from '@salesforce/label/c.Inlet_Test_Heading';
import held from '@salesforce/label/c.Inlet_Test_Held';
import intro from '@salesforce/label/c.Inlet_Test_Intro';
import openBooking from '@salesforce/label/c.Inlet_Test_Open';
import ownerEmail from '@salesforce/label/c.Inlet_Test_OwnerEmail';
import pageId from '@salesforce/label/c.Inlet_Test_Page';
import question from '@salesforce/label/c.Inlet_Mapping_Question';
import remove from '@salesforce/label/c.Inlet_Test_Remove';
import removedNone from '@salesforce/label/c.Inlet_Test_RemovedNone';
import removed from '@salesforce/label/c.Inlet_Test_Removed';
import removing from '@salesforce/label/c.Inlet_Test_Removing';
import send from '@salesforce/label/c.Inlet_Test_Send';
import sending from '@salesforce/label/c.Inlet_Test_Sending';
import waits from '@salesforce/label/c.Inlet_Test_Waits';

/** How often it is asked where the booking stands. */
const followMilliseconds = 1500;

/** Sends a test booking by a source's own way, follows it into Salesforce, and takes its records away again. Fires `close` and `sent`. */
export default class InletTestBooking extends NavigationMixin(LightningElement) {
  @api sourceId = '';
  bookingFields: BookingFields | undefined;
  booking: BookingDetail | undefined;
  answerRows: { key: string; question: string; answer: string }[] = [{ key: '0', question: '', answer: '' }];
  page = '';
  bookingId = '';
  error = '';
  isSending = false;
  isRemoving = false;
  isRemoved = false;
  readonly labels = {
    addAnswer,
    answer,
    answers,
    close,
    customerEmail,
    customerEmailHelp,
    delivered,
    heading,
    held,
    intro,
    openBooking,
    ownerEmail,
    pageId,
    question,
    remove,
    removing,
    send,
    sending,
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isConnected = false;

  connectedCallback(): void {
    this.#isConnected = true;
    void this.readChoices();
  }
  disconnectedCallback(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
  }

  get pageOptions(): SelectOption[] {
    return (this.bookingFields?.pages ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));
  }
  get questionOptions(): SelectOption[] {
    const questions = this.bookingFields?.questions ?? [];
    return questions.map(({ question: value, sample }) => ({ value, label: value, detail: sample }));
  }
  get isFollowing(): boolean {
    const { state } = this.booking ?? {};
    return this.bookingId !== '' && state !== 'delivered' && state !== 'held' && !this.isRemoved;
  }
  get followText(): string {
    const { sentence } = this.booking?.diagnosis ?? {};
    return sentence ? fill(waits, sentence) : sending;
  }
  get isDelivered(): boolean {
    return this.booking?.state === 'delivered';
  }
  get isHeld(): boolean {
    return this.booking?.state === 'held';
  }
  get hasRecords(): boolean {
    return (this.booking?.records.length ?? 0) > 0;
  }
  get canRemove(): boolean {
    return this.hasRecords && !this.isRemoving && !this.isFollowing;
  }
  get cannotSend(): boolean {
    return this.isSending || this.isFollowing;
  }

  async readChoices(): Promise<void> {
    try {
      this.bookingFields = await readBookingFields();
    } catch {
      // Pages and questions can be typed as well.
      this.bookingFields = undefined;
    }
  }
  handlePage(event: CustomEvent<string>): void {
    this.page = event.detail;
  }
  handleQuestion(event: CustomEvent<string>): void {
    this.changeRow(event, { question: event.detail });
  }
  handleAnswer(event: CustomEvent<{ value: string }>): void {
    this.changeRow(event, { answer: event.detail.value });
  }
  changeRow(event: Event, change: Partial<{ question: string; answer: string }>): void {
    const { row: key } = (event.currentTarget as HTMLElement).dataset;
    this.answerRows = this.answerRows.map((row) => (row.key === key ? { ...row, ...change } : row));
  }
  handleAddAnswer(): void {
    this.answerRows = [...this.answerRows, { key: String(this.answerRows.length), question: '', answer: '' }];
  }
  handleClose(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
  async handleSend(): Promise<void> {
    if (!areValid(this.template!)) return;
    this.isSending = true;
    this.error = '';
    this.booking = undefined;
    this.bookingId = '';
    this.isRemoved = false;
    try {
      this.bookingId = await sendTestBooking(this.sourceId, this.wanted());
      this.dispatchEvent(new CustomEvent('sent'));
      void this.follow();
    } catch (error) {
      const { problems, message } = asInletError(error);
      const left = showProblems(this.template!, problems);
      if (problems.length === 0 || left.length > 0) this.error = left.map((one) => one.message).join(' ') || message;
    }
    this.isSending = false;
  }
  wanted(): TestBooking {
    const { customerEmail: email, ownerEmail: owner } = valuesOf(this.template!);
    const given = this.answerRows.filter((row) => row.question && row.answer);
    const name = this.pageOptions.find(({ value }) => value === this.page)?.label;
    return {
      ...(email && { customerEmail: email }),
      ...(owner && { ownerEmail: owner }),
      ...(this.page && { pageId: this.page, ...(name && { pageName: name }) }),
      ...(given.length > 0 && { answers: Object.fromEntries(given.map((row) => [row.question, row.answer])) }),
    };
  }
  async follow(): Promise<void> {
    const id = this.bookingId;
    try {
      const booking = await readBooking(id);
      if (id !== this.bookingId) return;
      this.booking = booking;
      this.error = '';
    } catch (error) {
      if (id === this.bookingId) this.error = asInletError(error).message;
    }
    if (this.#isConnected && this.isFollowing) {
      this.#timer = setTimeout(() => void this.follow(), followMilliseconds);
    } else if (this.isDelivered) this.dispatchEvent(new CustomEvent('sent'));
  }
  handleOpen(): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Inlet_Bookings' },
      state: { c__booking: this.bookingId },
    });
  }
  async handleRemove(): Promise<void> {
    this.isRemoving = true;
    try {
      const { removed: gone } = await removeTestRecords(this.bookingId);
      this.isRemoved = true;
      this.booking = undefined;
      const title = gone.length > 0 ? removed : removedNone;
      toast(this, title, gone.length > 0 ? 'success' : 'info');
    } catch (error) {
      this.error = asInletError(error).message;
    }
    this.isRemoving = false;
  }
}
