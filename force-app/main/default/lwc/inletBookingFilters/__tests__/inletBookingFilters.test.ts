import InletBookingFilters from 'c/inletBookingFilters';
import { everyBooking } from 'c/inletBookingStore';
import { mount } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Bookings_RangeWrong', () => ({ default: 'Not before {0}' }), { virtual: true });

const query = { ...everyBooking };
const choices = {
  pages: [{ id: 'P-1', name: 'Demo' }],
  sources: [
    { id: 'src_1', kind: 'calendly' },
    { id: 'src_2', kind: 'oncehub' },
    { id: 'src_3', kind: 'oncehub' },
  ],
  owners: ['rep@acme.test'],
  causes: [],
};

describe('the filters', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function open() {
    const filters = await mount('c-inlet-booking-filters', InletBookingFilters, { query, choices });
    const changed = jest.fn();
    filters.addEventListener('filter', (event) => changed((event as CustomEvent).detail));
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

  it('leave out test bookings, or show them again', async () => {
    const { filters, changed } = await open();
    const box = filters.shadowRoot!.querySelector<HTMLElement & { checked: boolean }>('.tests')!;
    expect(box.checked).toBe(false);
    for (const checked of [true, false]) box.dispatchEvent(new CustomEvent('change', { detail: { checked } }));
    expect(changed.mock.calls).toEqual([[{ test: 'false' }], [{ test: '' }]]);
    jest.useRealTimers();
    await expect(filters).toBeAccessible();
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

  it('name the sources by their products, and by their ids only where one product has several', async () => {
    const { filters } = await open();
    const source = filters.shadowRoot!.querySelectorAll<HTMLElement & { options: { label: string }[] }>(
      'lightning-combobox',
    );
    const labels = [...source].map(({ options }) => options.map(({ label }) => label));
    expect(labels).toContainEqual([
      'c.Inlet_Bookings_Any',
      'c.Inlet_Source_Calendly',
      'c.Inlet_Source_OnceHub (src_2)',
      'c.Inlet_Source_OnceHub (src_3)',
    ]);
    jest.useRealTimers();
    await expect(filters).toBeAccessible();
  });

  describe('by the day of the start', () => {
    async function openDays() {
      const opened = await open();
      const day = (name: string) => {
        const input = opened.filters.shadowRoot!.querySelector<HTMLInputElement>(
          `lightning-input[data-name="${name}"]`,
        )!;
        let complaint = '';
        input.setCustomValidity = (message) => void (complaint = message);
        input.reportValidity = () => complaint === '';
        return {
          complaint: () => complaint,
          choose(value: string | null) {
            (input as { value: string | null }).value = value;
            input.dispatchEvent(new CustomEvent('change', { detail: { value } }));
          },
        };
      };
      return { ...opened, from: day('from'), to: day('to') };
    }

    it('ask for a range, also for an open one', async () => {
      const { changed, from, to } = await openDays();
      from.choose('2026-12-01');
      to.choose('2026-12-01');
      expect(changed.mock.calls).toEqual([
        [{ from: '2026-12-01', to: '' }],
        [{ from: '2026-12-01', to: '2026-12-01' }],
      ]);
    });

    it('refuse a range that ends before it begins at its end, and take it once it is right', async () => {
      const { changed, from, to } = await openDays();
      to.choose('2026-12-01');
      from.choose('2026-12-02');
      expect(to.complaint()).toBe('Not before Dec 2, 2026');
      expect(changed).toHaveBeenCalledTimes(1);
      from.choose(null);
      expect(to.complaint()).toBe('');
      to.choose('2026-12-03');
      expect(changed).toHaveBeenLastCalledWith({ from: '', to: '2026-12-03' });
    });
  });
});
