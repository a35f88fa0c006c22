import InletBookingFilters from 'c/inletBookingFilters';
import { mount } from '../../../../../test/mount';

const query = {
  state: '',
  search: '',
  page: '',
  owner: '',
  cause: '',
  status: '',
  sort: '',
  direction: 'desc',
  cursor: '',
};
const choices = { pages: [{ id: 'P-1', name: 'Demo' }], sources: [], owners: ['rep@acme.test'], causes: [] };

describe('the filters', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function open() {
    const filters = await mount('c-inlet-booking-filters', InletBookingFilters, { query, choices });
    const changed = jest.fn();
    filters.addEventListener('change', (event) => changed((event as CustomEvent).detail));
    const say = (selector: string, value: string) =>
      filters.shadowRoot!.querySelector(selector)!.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    return { filters, changed, say };
  }

  it('ask once for what is typed in one go', async () => {
    const { changed, say } = await open();
    say('lightning-input', 'An');
    say('lightning-input', 'Ana ');
    jest.runAllTimers();
    expect(changed.mock.calls).toEqual([[{ search: 'Ana ' }]]);
  });

  it('offer what there is, and tell which was chosen', async () => {
    const { filters, changed, say } = await open();
    const pages = filters.shadowRoot!.querySelector<HTMLElement & { options: object[] }>(
      '[name="page"], lightning-combobox',
    )!;
    expect(pages.options).toContainEqual({ label: 'Demo', value: 'P-1' });
    say('lightning-combobox', 'P-1');
    expect(changed).toHaveBeenCalledWith({ page: 'P-1' });
  });
});
