import send from '@salesforce/apex/InletRelay.send';
import InletSettingsTransfer from 'c/inletSettingsTransfer';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, press, settle, tell, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const document = { inlet: 'settings', format: 1, settings: {} };
async function choose(content: string, answer: unknown = { version: 4, warnings: [] }) {
  const { asked } = answering(send, { 'POST /v1/org/settings/import': answer });
  const transfer = await mount('c-inlet-settings-transfer', InletSettingsTransfer, { version: 3 });
  const saved = jest.fn();
  transfer.addEventListener('saved', (event) => saved((event as CustomEvent).detail));
  const input = find<HTMLInputElement>(transfer, 'input[type=file]')!;
  const file = { name: 'inlet.json', text: () => Promise.resolve(content) };
  Object.defineProperty(input, 'files', { value: [file] });
  await tell(input, 'change');
  return { transfer, asked, saved };
}

describe('moving settings to another org', () => {
  it('downloads them as a file', async () => {
    answering(send, { 'GET /v1/org/settings/export': document });
    const transfer = await mount('c-inlet-settings-transfer', InletSettingsTransfer, { version: 3 });
    await press(transfer, 'c.Inlet_Transfer_Export');
    await settle(20);
    const link = find<HTMLAnchorElement>(transfer, 'a')!;
    expect(link.download).toBe('inlet-settings.json');
    expect(JSON.parse(decodeURIComponent(link.href.replace('data:application/json,', '')))).toEqual(document);
    await expect(transfer).toBeAccessible();
  });

  it('takes them from a file once that is meant', async () => {
    const { transfer, asked, saved } = await choose(JSON.stringify(document));
    expect(asked).toEqual([]);
    await expect(transfer).toBeAccessible();
    await tell(find(transfer, 'c-inlet-confirm'), 'confirm');
    await settle(20);
    expect(asked[0]!.body).toEqual({ document, basedOn: 3 });
    expect(saved).toHaveBeenCalledWith({ version: 4, warnings: [] });
  });

  it('says that a file is none of ours, and what this org lacks of it', async () => {
    expect(textOf((await choose('not json')).transfer)).toContain('c.Inlet_Transfer_NotJson');
    const errors = [{ pointer: '/document/settings/rules/all/campaign/id', detail: 'This org has no campaign 701.' }];
    const { transfer, saved } = await choose('{}', refusal(400, { title: 'Invalid', errors }));
    await tell(find(transfer, 'c-inlet-confirm'), 'confirm');
    await settle(20);
    expect(textOf(transfer)).toContain('This org has no campaign 701.');
    expect(saved).not.toHaveBeenCalled();
    await expect(transfer).toBeAccessible();
  });
});
