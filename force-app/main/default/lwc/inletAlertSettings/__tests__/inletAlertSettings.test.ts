import send from '@salesforce/apex/InletRelay.send';
import InletAlertSettings from 'c/inletAlertSettings';
import { answering, refusal } from '../../../../../test/backend';
import { alertSettings } from '../../../../../test/diagnostics-answers';
import { find, mount, press, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

async function open(answers: Record<string, unknown> = {}) {
  const { asked } = answering(send, { 'GET /v1/org/alert-settings': alertSettings, ...answers });
  const form = await mount('c-inlet-alert-settings', InletAlertSettings);
  await settle(20);
  const field = find<HTMLTextAreaElement & { setCustomValidity: jest.Mock }>(form, 'lightning-textarea');
  if (field) Object.assign(field, { setCustomValidity: jest.fn(), reportValidity: jest.fn() });
  return { form, field, asked };
}

describe('who is told', () => {
  it('saves the addresses, one a line or by commas, and the language', async () => {
    const { form, field, asked } = await open({ 'PUT /v1/org/alert-settings': alertSettings });
    expect(field!.value).toBe('ada@acme.test');
    field!.value = 'ada@acme.test\n  olga@acme.test, otto@acme.test\n';
    await press(form, 'c.Inlet_Common_Save');
    await settle(20);
    const { body } = asked.find(({ method }) => method === 'PUT')!;
    expect(body).toEqual({ emails: ['ada@acme.test', 'olga@acme.test', 'otto@acme.test'], language: 'en' });
    await expect(form).toBeAccessible();
  });

  it('says at the field which address is wrong', async () => {
    const { form, field } = await open({
      'PUT /v1/org/alert-settings': refusal(400, {
        title: 'Not saved',
        detail: 'A field is wrong.',
        errors: [{ pointer: '/emails/1', detail: 'This is no e-mail address.' }],
      }),
    });
    field!.value = 'ada@acme.test\nolga';
    await press(form, 'c.Inlet_Common_Save');
    await settle(20);
    expect(field!.setCustomValidity).toHaveBeenLastCalledWith('olga: This is no e-mail address.');
    expect(find(form, 'c-inlet-notice')).toBeUndefined();
  });

  it('sends a test, and says when nobody would be told', async () => {
    const nobody = refusal(409, { title: 'Nobody would be told', detail: 'Enter an address first.' });
    const { form } = await open({ 'POST /v1/org/alerts/test': nobody });
    await press(form, 'c.Inlet_Alerts_SendTest');
    await settle(20);
    expect(textOf(form)).toContain('Enter an address first.');
    await expect(form).toBeAccessible();
  });

  it('asks for no addresses where the backend cannot send mail', async () => {
    const { form, field } = await open({
      'GET /v1/org/alert-settings': { ...alertSettings, channels: { email: false, webhook: true } },
    });
    expect(field).toBeUndefined();
    expect(textOf(form)).toContain('c.Inlet_Alerts_NoMail');
    await expect(form).toBeAccessible();
  });
});
