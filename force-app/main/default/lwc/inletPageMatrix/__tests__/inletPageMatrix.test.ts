import InletPageMatrix from 'c/inletPageMatrix';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { matrix } from '../../../../../test/diagnostics-answers';

const open = (given: object = matrix) => mount('c-inlet-page-matrix', InletPageMatrix, { matrix: given });
const names = (element: HTMLElement) => findAll(element, 'tr[data-page] strong').map((one) => one.textContent);

describe('the matrix of booking pages and objects', () => {
  it('shows each cell by a word, and opens the causes of one with fix and link', async () => {
    const table = await open();
    expect(textOf(table)).toContain('c.Inlet_Check_StateUnused');
    expect(findAll(table, 'button.cell').length).toBe(1);
    await expect(table).toBeAccessible();
    find(table, 'button.cell')!.click();
    await settle();
    expect(find(table, 'button.cell')!.getAttribute('aria-expanded')).toBe('true');
    expect(textOf(table)).toContain('Map the field.');
    expect(find(table, 'a[href="https://acme.my.salesforce.com/setup/budget"]')).toBeDefined();
    await expect(table).toBeAccessible();
    find(table, 'button.cell')!.click();
    await settle();
    expect(textOf(table)).not.toContain('Map the field.');
  });

  it('closes what has no causes any more', async () => {
    const table = await open();
    find(table, 'button.cell')!.click();
    await settle();
    const [page] = matrix.pages;
    const cells = page!.cells.map((cell) => ({ ...cell, state: 'ok', causes: [] }));
    Object.assign(table, { matrix: { ...matrix, pages: [{ ...page!, cells }] } });
    await settle();
    expect(textOf(table)).not.toContain('c.Inlet_Matrix_CausesOf');
  });

  it('stays usable with 200 pages: those with problems first, a part at a time, by name', async () => {
    const [page] = matrix.pages;
    const well = { ...page!, state: 'ok', cells: page!.cells.map((cell) => ({ ...cell, state: 'ok', causes: [] })) };
    const numbers = Array.from({ length: 200 }, (_, index) => String(index).padStart(3, '0'));
    const pages = numbers.map((number) => ({
      ...(number === '150' ? page! : well),
      ...{ id: `BP-${number}`, name: `Page ${number}` },
    }));
    const table = await open({ ...matrix, pages });
    expect(names(table)).toEqual([
      'Page 150',
      ...Array.from({ length: 14 }, (_, index) => `Page ${String(index).padStart(3, '0')}`),
    ]);
    await press(table, 'c.Inlet_Bookings_Next');
    expect(names(table)[0]).toBe('Page 014');
    const [search, only] = findAll(table, 'lightning-input');
    await tell(search, 'change', { value: '  page 01' });
    expect(names(table).length).toBe(10);
    await tell(search, 'change', { value: '' });
    await tell(only, 'change', { checked: true });
    expect(names(table)).toEqual(['Page 150']);
    await tell(search, 'change', { value: 'nothing' });
    expect(textOf(table)).toContain('c.Inlet_Matrix_NoMatch');
    await expect(table).toBeAccessible();
  });

  it('says what will stand here before a booking came', async () => {
    const table = await open({ objects: matrix.objects, pages: [] });
    expect(textOf(table)).toContain('c.Inlet_Matrix_NoneText');
    await expect(table).toBeAccessible();
  });
});
