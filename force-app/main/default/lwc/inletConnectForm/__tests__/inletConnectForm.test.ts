import send from '@salesforce/apex/InletRelay.send';
import InletConnectForm from 'c/inletConnectForm';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { connection } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const never = { ...connection, state: 'never' as const, kind: null, loginUrl: null, clientId: null };
const thisOrg = window.location.origin;

async function open(way?: string, given: object = never) {
  const form = await mount('c-inlet-connect-form', InletConnectForm, { connection: given });
  const heard: Record<string, unknown> = {};
  for (const name of ['connected', 'login']) {
    form.addEventListener(name, (event) => (heard[name] = (event as CustomEvent).detail));
  }
  if (way) await tell(find(form, 'lightning-radio-group'), 'change', { value: way });
  return { form, heard };
}
function enter(form: HTMLElement, values: Record<string, string>) {
  for (const field of findAll<HTMLInputElement>(form, '[data-field]')) {
    field.value = values[field.dataset['field']!] ?? field.value;
  }
}

describe('connecting Salesforce', () => {
  it.each(['clientCredentials', 'jwt', 'webServer'])('explains %s where it is chosen', async (way) => {
    const { form } = await open(way);
    const name = { clientCredentials: 'ClientCredentials', jwt: 'Jwt', webServer: 'WebServer' }[way];
    expect(textOf(form)).toContain(`c.Inlet_Connect_Explain${name}`);
    await expect(form).toBeAccessible();
  });

  it('by client credentials, at the address of this org', async () => {
    const { asked } = answering(send, { 'POST /v1/org/connection/client-credentials': connection });
    const { form, heard } = await open();
    enter(form, { clientId: ' 3MVG9 ', clientSecret: 's3cret' });
    await press(form, 'c.Inlet_Connect_Connect');
    expect(asked[0]!.body).toEqual({ loginUrl: thisOrg, clientId: '3MVG9', clientSecret: 's3cret' });
    expect(heard['connected']).toEqual(connection);
  });

  it('by JWT, once a certificate is made', async () => {
    const { asked } = answering(send, {
      'POST /v1/org/connection/jwt/certificate': { certificate: 'PEM', expiresAt: '2028-01-01T00:00:00Z' },
      'POST /v1/org/connection/jwt': connection,
    });
    const { form, heard } = await open('jwt');
    await press(form, 'c.Inlet_Jwt_Make');
    expect(textOf(form)).toContain('c.Inlet_Jwt_Upload');
    await expect(form).toBeAccessible();
    enter(form, { clientId: '3MVG9', username: 'api@acme.test' });
    await press(form, 'c.Inlet_Connect_Connect');
    expect(asked[1]!.body).toEqual({ loginUrl: thisOrg, clientId: '3MVG9', username: 'api@acme.test' });
    expect(heard['connected']).toEqual(connection);
  });

  it('by a login, whose address it hands on', async () => {
    const login = { authorizeUrl: 'https://inlet.example.com/oauth/start?ticket=1', expiresAt: '2026-11-24T10:00:00Z' };
    const { asked } = answering(send, { 'POST /v1/org/connection/web-server': login });
    const { form, heard } = await open('webServer');
    await tell(findAll(form, 'lightning-radio-group')[1], 'change', { value: 'https://test.salesforce.com' });
    enter(form, { clientId: '3MVG9' });
    await press(form, 'c.Inlet_Connect_OpenLogin');
    expect(asked[0]!.body).toEqual({ loginUrl: 'https://test.salesforce.com', clientId: '3MVG9' });
    expect(heard['login']).toEqual(login);
  });

  it('keeps what was typed when it is refused, and says why at the field', async () => {
    const errors = [{ pointer: '/clientId', detail: 'No app has this consumer key.' }];
    answering(send, { 'POST /v1/org/connection/client-credentials': refusal(400, { title: 'Refused', errors }) });
    const { form, heard } = await open();
    enter(form, { clientId: 'wrong', clientSecret: 's3cret' });
    const field = find<HTMLInputElement>(form, '[data-field=clientId]')!;
    const said = jest.spyOn(field, 'setCustomValidity');
    await press(form, 'c.Inlet_Connect_Connect');
    expect(said).toHaveBeenLastCalledWith('No app has this consumer key.');
    expect(field.value).toBe('wrong');
    expect(heard['connected']).toBeUndefined();
  });

  it('warns before it connects another org, and does so when that is meant', async () => {
    const warning = { kind: 'otherOrg', title: 'Another org', detail: 'This is Beta Inc, until now it was Acme.' };
    const { asked } = answering(send, {
      'POST /v1/org/connection/client-credentials': (body: { confirmOtherOrg?: boolean }) => {
        return body.confirmOtherOrg ? connection : refusal(409, warning);
      },
    });
    const { form, heard } = await open();
    enter(form, { clientId: '3MVG9', clientSecret: 's3cret' });
    await press(form, 'c.Inlet_Connect_Connect');
    expect(find<HTMLElement & { question: string }>(form, 'c-inlet-confirm')!.question).toBe(warning.detail);
    await expect(form).toBeAccessible();
    await press(form, 'c.Inlet_Connect_OtherOrg');
    await settle();
    expect(asked[1]!.body).toMatchObject({ confirmOtherOrg: true });
    expect(heard['connected']).toEqual(connection);
  });
});
