import send from '@salesforce/apex/InletRelay.send';
import { nextPhase, readProgress } from 'c/inletSetupProgress';
import { answering, refusal } from '../../../../../test/backend';
import { connection, everything, installation, saved, users, validation } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const progressWith = (answers: object) => {
  answering(send, { ...everything, ...answers });
  return readProgress();
};

describe('how far the setup is', () => {
  it('is done where nothing is left to do', async () => {
    const progress = await progressWith({});
    expect(new Set(Object.values(progress))).toEqual(new Set(['done']));
    expect(nextPhase(progress)).toBe('connection');
  });

  it('waits for the connection before anything is asked of the org', async () => {
    const { asked } = answering(send, { ...everything, 'GET /v1/org/connection': { ...connection, state: 'never' } });
    const progress = await readProgress();
    expect([progress.connection, progress.installation, progress.sources]).toEqual(['todo', 'todo', 'done']);
    expect(asked.map(({ path }) => path).toSorted()).toEqual(['/v1/org/connection', '/v1/org/sources']);
  });

  it.each([
    [
      'installation',
      { 'GET /v1/org/installation': { ...installation, access: [{ ...installation.access[0], has: false }] } },
    ],
    [
      'validation',
      {
        'GET /v1/org/field-validation': {
          objects: [{ fields: [{ ...validation.objects[0]!.fields[0], state: 'unsupported' }] }],
        },
      },
    ],
    [
      'mapping',
      { 'POST /v1/org/settings/check': { problems: [{ path: 'mapping.all.Lead[0].field', message: 'gone' }] } },
    ],
    ['rules', { 'POST /v1/org/settings/check': { problems: [{ path: 'rules.all.leadStatus', message: 'gone' }] } }],
    ['users', { 'GET /v1/org/users': { ...users, defaultOwner: { userId: '005', name: 'Gone', isActive: false } } }],
  ])('shows that %s needs repair', async (phase, answers) => {
    expect(await progressWith(answers)).toMatchObject({ [phase]: 'broken' });
  });

  it('shows what nobody has looked at yet as to do, and what could not be asked not at all', async () => {
    const progress = await progressWith({
      'GET /v1/org/settings': { ...saved, version: 1 },
      'GET /v1/org/users': refusal(503, { title: 'Away' }),
    });
    expect([progress.mapping, progress.rules, progress.users]).toEqual(['todo', 'todo', undefined]);
    expect(nextPhase(progress)).toBe('mapping');
  });
});
