import { zipSync } from 'fflate';
import type { StoredComponent } from '../../src/metadata/metadata-store.ts';

const modifiedAt = '2026-01-01T00:00:00.000Z';

/** A package of the tests' own: an app with one tab, labels in two languages, and a component for record pages. */
export function fixturePackage(): StoredComponent[] {
  return [
    stored('CustomApplication', 'Inlet', {
      'applications/Inlet.app':
        '<CustomApplication><label>Inlet</label><tabs>Inlet_Bookings</tabs></CustomApplication>',
    }),
    stored('CustomTab', 'Inlet_Bookings', {
      'tabs/Inlet_Bookings.tab':
        '<CustomTab><label>Bookings</label><lwcComponent>inletBookings</lwcComponent></CustomTab>',
    }),
    stored('CustomLabels', 'CustomLabels', {
      'labels/CustomLabels.labels': `<CustomLabels>
        <labels><fullName>Inlet_Bookings_Title</fullName><language>en_US</language><value>Bookings &amp; more</value></labels>
        <labels><fullName>Inlet_Apex_AdminMissing</fullName><language>en_US</language><value>You need Inlet Admin.</value></labels>
        <labels><fullName>Inlet_Apex_RequestRefused</fullName><language>en_US</language><value>Not a request of the tabs.</value></labels>
        <labels><fullName>Inlet_Apex_NoAnswer</fullName><language>en_US</language><value>No answer: {0}</value></labels>
        <labels><fullName>Inlet_Apex_AddressInvalid</fullName><language>en_US</language><value>Not an address.</value></labels>
        <labels><fullName>Inlet_Apex_CodeRefused</fullName><language>en_US</language><value>Code refused: {0}</value></labels>
        <labels><fullName>Inlet_Apex_UserMissing</fullName><language>en_US</language><value>No such user.</value></labels>
        <labels><fullName>Inlet_Apex_PermissionSetMissing</fullName><language>en_US</language><value>No such permission set.</value></labels>
        <labels><fullName>Inlet_Apex_NotAPerson</fullName><language>en_US</language><value>Neither Lead nor Contact.</value></labels>
      </CustomLabels>`,
    }),
    stored('Translations', 'de', {
      'translations/de.translation': `<Translations>
        <customLabels><label>Buchungen &amp; mehr</label><name>Inlet_Bookings_Title</name></customLabels>
        <customTabs><label>Buchungen</label><name>Inlet_Bookings</name></customTabs>
      </Translations>`,
    }),
    component('inletBookings', true, bookingsScript, bookingsTemplate),
    component('inletFixtureRow', false, rowScript, '<template><p>{text}</p></template>', ':host { display: block }'),
    component('inletFixtureResource', false, resourceScript, '<template><p class="resource">{said}</p></template>'),
    resource('Fixture_Script', 'text/javascript', Buffer.from('window.fixtureLoads = (window.fixtureLoads ?? 0) + 1;')),
    resource('Fixture_Archive', 'application/zip', archive),
    component('inletCustomerBookings', true, customerScript, '<template><p>Bookings of {recordId}</p></template>'),
  ];
}

/** The same with a component that does not compile. */
export function brokenPackage(): StoredComponent[] {
  return [...fixturePackage(), component('inletBroken', true, customerScript, '<template><p>{a b}</p></template>')];
}

const bookingsScript = `import { LightningElement, api, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import getInfo from '@salesforce/apex/InletOrg.getInfo';
import send from '@salesforce/apex/InletRelay.send';
import title from '@salesforce/label/c.Inlet_Bookings_Title';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import userId from '@salesforce/user/Id';
import isAdmin from '@salesforce/customPermission/Inlet_Admin';
export default class InletBookings extends NavigationMixin(LightningElement) {
  title = title;
  facts = [lang, timeZone, userId, String(isAdmin)].join(' ');
  columns = [{ label: 'Name', fieldName: 'name', sortable: true }];
  rows = [{ id: '1', name: 'first row' }];
  choices = [{ label: 'One', value: '1' }, { label: 'Two', value: '2' }];
  outcome = '';
  @wire(CurrentPageReference) page;
  @wire(getInfo) info;
  get booking() { return this.page?.state?.c__booking ?? 'none'; }
  get organization() { return this.info?.data?.organizationName ?? this.info?.error?.body?.message; }
  toast() { this.dispatchEvent(new ShowToastEvent({ title: 'Saved', message: 'Booking {0}', messageData: ['7'], variant: 'success' })); }
  open() { this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'Inlet_Bookings' }, state: { c__booking: 'b-7' } }); }
  async ask() {
    try { const { status, body } = await send({ method: 'GET', path: '/v1/org', body: null }); this.outcome = status + ' ' + body; }
    catch (error) { this.outcome = error.body.message; }
    await refreshApex(this.info);
  }
}`;

const bookingsTemplate = `<template>
  <h1>{title}</h1>
  <lightning-card title="Fixture" icon-name="standard:event">
    <div class="slds-p-around_medium">
      <p class="facts">{facts}</p>
      <p class="booking">Booking: {booking}</p>
      <p class="organization">{organization}</p>
      <p class="outcome">{outcome}</p>
      <lightning-button label="Toast" onclick={toast}></lightning-button>
      <lightning-button label="Open" icon-name="utility:add" onclick={open}></lightning-button>
      <lightning-button label="Ask" onclick={ask}></lightning-button>
      <lightning-input label="Search" type="search"></lightning-input>
      <lightning-combobox label="State" options={choices} value="1"></lightning-combobox>
      <lightning-datatable key-field="id" data={rows} columns={columns} hide-checkbox-column></lightning-datatable>
      <c-inlet-fixture-row text="a row"></c-inlet-fixture-row>
      <c-inlet-fixture-resource></c-inlet-fixture-resource>
    </div>
  </lightning-card>
</template>`;

const rowScript = `import { LightningElement, api } from 'lwc';
export default class InletFixtureRow extends LightningElement { @api text; }`;

const resourceScript = `import { LightningElement } from 'lwc';
import { loadScript, loadStyle } from 'lightning/platformResourceLoader';
import script from '@salesforce/resourceUrl/Fixture_Script';
import archive from '@salesforce/resourceUrl/Fixture_Archive';
export default class InletFixtureResource extends LightningElement {
  said = '';
  async connectedCallback() {
    await Promise.all([loadScript(this, script), loadScript(this, script), loadStyle(this, archive + '/css/fixture.css')]);
    const missing = await loadScript(this, archive + '/nothing.js').then(() => 'there', () => 'missing');
    this.said = 'Script loaded ' + window.fixtureLoads + ' time, nothing.js is ' + missing;
  }
}`;

const archive = Buffer.from(zipSync({ 'css/fixture.css': Buffer.from('body { outline-color: rgb(1, 2, 3); }') }));

const customerScript = `import { LightningElement, api } from 'lwc';
export default class InletCustomerBookings extends LightningElement { @api recordId; @api objectApiName; }`;

function component(
  name: string,
  isExposed: boolean,
  script: string,
  template: string,
  style?: string,
): StoredComponent {
  const meta = `<LightningComponentBundle><isExposed>${isExposed}</isExposed></LightningComponentBundle>`;
  return stored('LightningComponentBundle', name, {
    [`lwc/${name}/${name}.js`]: script,
    [`lwc/${name}/${name}.html`]: template,
    [`lwc/${name}/${name}.js-meta.xml`]: meta,
    ...(style !== undefined && { [`lwc/${name}/${name}.css`]: style }),
  });
}

function resource(name: string, contentType: string, content: Buffer): StoredComponent {
  const file = `staticresources/${name}.resource`;
  const meta = `<StaticResource><cacheControl>Public</cacheControl><contentType>${contentType}</contentType></StaticResource>`;
  return stored('StaticResource', name, { [file]: content.toString('base64'), [`${file}-meta.xml`]: meta });
}

function stored(type: string, fullName: string, files: Record<string, string>): StoredComponent {
  return { type, fullName, modifiedAt, files };
}
