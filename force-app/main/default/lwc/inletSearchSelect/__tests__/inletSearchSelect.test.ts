import InletSearchSelect from 'c/inletSearchSelect';
import { find, findAll, mount, settle, textOf } from '../../../../../test/mount';

const options = [
  { value: 'Industry', label: 'Industry' },
  { value: 'Budget__c', label: 'Budget', detail: 'Budget__c' },
  { value: 'Phone', label: 'Phone' },
];

async function open(more: object = {}) {
  const select = await mount('c-inlet-search-select', InletSearchSelect, { label: 'Field', options, ...more });
  const changed = jest.fn();
  select.addEventListener('change', (event) => changed((event as CustomEvent).detail));
  const input = find<HTMLInputElement>(select, 'input')!;
  const key = async (name: string) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: name }));
    await settle();
  };
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new InputEvent('input'));
    await settle();
  };
  const leave = async () => {
    input.dispatchEvent(new FocusEvent('blur'));
    await settle();
  };
  return {
    select: select as HTMLElement & { reportValidity(): boolean; value: string },
    changed,
    input,
    key,
    type,
    leave,
  };
}

describe('a choice that is narrowed by typing', () => {
  it('shows the label of its value, and is accessible', async () => {
    const { select, input } = await open({ value: 'Budget__c' });
    expect(input.value).toBe('Budget');
    await expect(select).toBeAccessible();
  });

  it('is made by keyboard: typed, gone down to, entered', async () => {
    const { select, changed, key, type } = await open();
    await type('i');
    expect(findAll(select, '[role=option]')).toHaveLength(1);
    await type('');
    await key('ArrowDown');
    await key('ArrowDown');
    await expect(select).toBeAccessible();
    await key('Enter');
    expect(changed).toHaveBeenCalledWith('Phone');
  });

  it('offers first what is called so, then what only tells of it', async () => {
    const told = [
      { value: 'answers', label: 'All answers', detail: 'Phone: 123' },
      { value: 'Phone__c', label: 'Second number', also: 'home' },
      ...options,
    ];
    const { select, type } = await open({ options: told });
    await type('phone');
    expect(findAll(select, '[role=option]').map((option) => textOf(option).split(' ')[0])).toEqual([
      'Phone',
      'Second',
      'All',
    ]);
    await type('HOME');
    expect(findAll(select, '[role=option]')).toHaveLength(1);
  });

  it('is made by mouse', async () => {
    const { select, changed, input } = await open();
    input.click();
    await settle();
    findAll(select, '[role=option]')[1]!.dispatchEvent(new MouseEvent('mousedown', { cancelable: true }));
    await settle();
    expect(changed).toHaveBeenCalledWith('Budget__c');
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });

  it('takes what was typed only where it may', async () => {
    const strict = await open();
    await strict.type('Something else');
    expect(textOf(strict.select)).toContain('c.Inlet_Select_None');
    await strict.leave();
    expect(strict.changed).not.toHaveBeenCalled();
    const free = await open({ allowOther: true });
    await free.type('Something else');
    await free.leave();
    expect(free.changed).toHaveBeenCalledWith('Something else');
  });

  it('gives up an answer with Escape, and takes a choice back when it is emptied', async () => {
    const { changed, input, key, type, leave } = await open({ value: 'Phone' });
    await type('Ind');
    await key('Escape');
    expect(input.value).toBe('Phone');
    await type('');
    await leave();
    expect(changed).toHaveBeenCalledWith('');
  });

  it('says that a required choice is missing', async () => {
    const { select } = await open({ required: true });
    expect(select.reportValidity()).toBe(false);
    await settle();
    expect(textOf(select)).toContain('c.Inlet_Select_Missing');
    await expect(select).toBeAccessible();
    select.value = 'Phone';
    expect(select.reportValidity()).toBe(true);
  });
});
