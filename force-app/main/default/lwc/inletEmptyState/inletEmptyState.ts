import { api, LightningElement } from 'lwc';

/** Nothing to show: why, and what to do next. A button is offered where `actionLabel` is given; it fires `action`. */
export default class InletEmptyState extends LightningElement {
  @api heading = '';
  @api text = '';
  @api actionLabel = '';

  act(): void {
    this.dispatchEvent(new CustomEvent('action'));
  }
}
