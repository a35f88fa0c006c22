import InletCheck from 'c/inletCheck';
import { find, mount, press, settle, textOf } from '../../../../../test/mount';
import { brokenCheck, checkOf } from '../../../../../test/diagnostics-answers';

async function open(properties: object) {
  const check = await mount('c-inlet-check', InletCheck, properties);
  find(check, 'button')!.click();
  await settle();
  return check;
}

describe('a check', () => {
  it('shows state, question and finding; opened, also meaning, fix, items, links, and when it was answered', async () => {
    const check = await mount('c-inlet-check', InletCheck, { check: brokenCheck });
    for (const part of ['c.Inlet_Check_StateBroken', 'Question of fields.required?', 'Budget gets no value.']) {
      expect(textOf(check)).toContain(part);
    }
    expect(textOf(check)).not.toContain('Map the field.');
    await expect(check).toBeAccessible();
    find(check, 'button')!.click();
    await settle();
    for (const part of [
      'Bookings are held.',
      'Map the field.',
      'Budget',
      'Fill it from an answer.',
      'How fields.required',
    ]) {
      expect(textOf(check)).toContain(part);
    }
    expect(find(check, 'a[href="https://acme.my.salesforce.com/setup/budget"]')).toBeDefined();
    expect(find(check, 'a[href="https://acme.my.salesforce.com/setup/fields"]')).toBeDefined();
    await expect(check).toBeAccessible();
  });

  it('is checked again by itself', async () => {
    const check = await open({ check: checkOf('connection') });
    const again = jest.fn();
    check.addEventListener('again', (event) => again((event as CustomEvent).detail));
    await press(check, 'c.Inlet_Check_Again');
    expect(again).toHaveBeenCalledWith('connection');
  });

  it('says so while it is checked', async () => {
    const check = await open({ check: checkOf('connection'), isBusy: true });
    expect(textOf(check)).toContain('c.Inlet_Diagnostics_Checking');
    await expect(check).toBeAccessible();
  });
});
