import { api, LightningElement } from 'lwc';
import { byUrgency } from 'c/inletCheckWords';
import type { Matrix, MatrixCell, MatrixPage } from 'c/inletDiagnosticsStore';
import { fill, formatNumber } from 'c/inletFormat';
import caption from '@salesforce/label/c.Inlet_Matrix_Caption';
import causesOf from '@salesforce/label/c.Inlet_Matrix_CausesOf';
import counts from '@salesforce/label/c.Inlet_Matrix_Counts';
import next from '@salesforce/label/c.Inlet_Bookings_Next';
import noMatch from '@salesforce/label/c.Inlet_Matrix_NoMatch';
import none from '@salesforce/label/c.Inlet_Matrix_None';
import noneText from '@salesforce/label/c.Inlet_Matrix_NoneText';
import onlyProblems from '@salesforce/label/c.Inlet_Matrix_OnlyProblems';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import previous from '@salesforce/label/c.Inlet_Bookings_Previous';
import search from '@salesforce/label/c.Inlet_Matrix_Search';
import shown from '@salesforce/label/c.Inlet_Matrix_Shown';

const pageLength = 15;

/** Booking pages by the objects that their bookings make; a cell with causes opens them beneath its row. */
export default class InletPageMatrix extends LightningElement {
  @api matrix: Matrix | undefined;
  searched = '';
  isOnlyProblems = false;
  start = 0;
  /** Which cell is open: id of the page, and object. */
  open: { page: string; object: string } | undefined;
  readonly labels = { caption, next, noMatch, none, noneText, onlyProblems, page, previous, search };

  get isEmpty(): boolean {
    return this.matrix!.pages.length === 0;
  }
  get found(): MatrixPage[] {
    const wanted = this.searched.trim().toLowerCase();
    return this.matrix!.pages.filter(
      ({ name, state }) =>
        (!this.isOnlyProblems || state === 'broken' || state === 'warning') && name.toLowerCase().includes(wanted),
    ).toSorted((one, other) => byUrgency(one.state, other.state) || one.name.localeCompare(other.name));
  }
  get rows() {
    return this.found.slice(this.first, this.first + pageLength).map((one) => {
      const wanted = this.open?.page === one.id ? this.open.object : undefined;
      // What was open may have no causes any more.
      const open = one.cells.find(({ object, causes }) => object === wanted && causes.length > 0)?.object;
      const cells = one.cells.map((cell) => this.cellOf(one, cell, open));
      return {
        id: one.id,
        causesId: `${one.id} causes`,
        name: one.name,
        counts: fill(counts, formatNumber(one.delivered), formatNumber(one.held), formatNumber(one.waiting)),
        cells,
        causes: one.cells.find(({ object }) => object === open)?.causes,
        heading: open === undefined ? '' : fill(causesOf, one.name, this.labelOf(open)),
      };
    });
  }
  get hasRows(): boolean {
    return this.found.length > 0;
  }
  get width(): number {
    return this.matrix!.objects.length + 1;
  }
  /** The first that is shown: what is searched may have shortened the list. */
  get first(): number {
    return this.start < this.found.length ? this.start : 0;
  }
  get isPaged(): boolean {
    return this.found.length > pageLength;
  }
  get shown(): string {
    const { first, found } = this;
    return fill(shown, first + 1, Math.min(first + pageLength, found.length), found.length);
  }
  get isFirst(): boolean {
    return this.first === 0;
  }
  get isLast(): boolean {
    return this.first + pageLength >= this.found.length;
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.searched = event.detail.value;
    this.start = 0;
  }
  handleOnly(event: CustomEvent<{ checked: boolean }>): void {
    this.isOnlyProblems = event.detail.checked;
    this.start = 0;
  }
  handleCell(event: Event): void {
    const { page: of, object } = (event.currentTarget as HTMLElement).dataset as { page: string; object: string };
    this.open = this.open?.page === of && this.open.object === object ? undefined : { page: of, object };
  }
  goBack(): void {
    this.start = Math.max(0, this.first - pageLength);
  }
  goOn(): void {
    this.start = this.first + pageLength;
  }

  cellOf({ id, name }: MatrixPage, { object, state, causes }: MatrixCell, open: string | undefined) {
    const label = this.labelOf(object);
    return {
      ...{ key: `${id} ${object}`, page: id, object, state, label },
      hasCauses: causes.length > 0,
      ariaExpanded: String(open === object),
      ariaLabel: fill(causesOf, name, label),
    };
  }
  labelOf(object: string): string {
    return this.matrix!.objects.find(({ name }) => name === object)?.label ?? object;
  }
}
