import send from '@salesforce/apex/InletRelay.send';
import { nextPhase, phases, progressOf, readProgress, type SetupAnswers } from 'c/inletSetupProgress';
import { answering, refusal } from '../../../../../test/backend';
import {
  connection,
  everything,
  installation,
  saved,
  source,
  users,
  validation,
} from '../../../../../test/setup-answers';

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
    expect(asked.map(({ path }) => path).toSorted()).toEqual([
      '/v1/org/connection',
      '/v1/org/settings',
      '/v1/org/sources',
    ]);
  });

  it('shows what nobody has looked at yet as to do, and what could not be asked not at all', async () => {
    const progress = await progressWith({
      'GET /v1/org/settings': { ...saved, settled: ['rules'] },
      'GET /v1/org/users': refusal(503, { title: 'Away' }),
    });
    expect([progress.mapping, progress.rules, progress.users]).toEqual(['todo', 'done', undefined]);
    expect(nextPhase(progress)).toBe('mapping');
  });
});

/** All is done. */
const known: SetupAnswers = {
  connection,
  installation,
  validation,
  settings: saved,
  problems: [],
  users,
  sources: [source],
};
const field = validation.objects[0]!.fields[0]!;
const unfilled = { objects: [{ ...validation.objects[0]!, fields: [{ ...field, state: 'unsupported' as const }] }] };
const owner = users.owners[0]!;
const inactive = { ...owner, match: { ...owner.match!, isActive: false } };
const defaultOwner = { userId: '005', name: 'Riley', isActive: true, problem: null, fix: null };
const away = { ...connection, state: 'disconnected' as const };

describe('how a phase stands', () => {
  it.each<[(typeof phases)[number], string | undefined, string, SetupAnswers]>([
    ['connection', 'todo', 'that was never made', { connection: { ...connection, state: 'never' } }],
    ['connection', 'done', 'that holds', {}],
    ['connection', 'broken', 'that Salesforce refuses', { connection: { ...connection, state: 'broken' } }],
    ['connection', 'broken', 'that was ended', { connection: away }],
    ['installation', 'todo', 'before the connection', { connection: away, installation: undefined }],
    [
      'installation',
      'todo',
      'without the package',
      { installation: { ...installation, package: { installed: false, version: null, prefix: null } } },
    ],
    ['installation', 'done', 'with all permissions', {}],
    [
      'installation',
      'broken',
      'with a permission missing',
      { installation: { ...installation, access: [{ ...installation.access[0]!, has: false }] } },
    ],
    ['installation', undefined, 'that could not be asked', { installation: undefined }],
    ['validation', 'todo', 'before the connection', { connection: away, validation: undefined }],
    ['validation', 'done', 'with a stand-in for what bookings lack', {}],
    ['validation', 'broken', 'with a required field that nothing can fill', { validation: unfilled }],
    ['validation', undefined, 'that could not be asked', { validation: undefined }],
    ['mapping', 'todo', 'while only the rules were saved', { settings: { settled: ['rules', 'users'] } }],
    ['mapping', 'done', 'that was saved', { settings: { settled: ['mapping'] } }],
    ['mapping', 'done', 'that was saved, while the org is away', { connection: away, problems: undefined }],
    ['mapping', 'broken', 'of a field that is gone', { problems: [{ path: 'mapping.all.Lead[0].field' }] }],
    [
      'mapping',
      'done',
      'where a required field is the trouble of another phase',
      { validation: unfilled, problems: [{ path: 'mapping.all.Lead' }] },
    ],
    ['mapping', undefined, 'that could not be asked', { settings: undefined }],
    ['rules', 'todo', 'while only the mapping was saved', { settings: { settled: ['mapping'] } }],
    ['rules', 'done', 'that were saved', { settings: { settled: ['rules'] } }],
    [
      'rules',
      'broken',
      'of a page, with a status that is gone',
      { problems: [{ path: 'rules.pages.BP-1.leadStatus' }] },
    ],
    ['rules', undefined, 'that could not be asked', { settings: undefined }],
    ['users', 'todo', 'before the connection', { connection: away, users: undefined }],
    [
      'users',
      'todo',
      'with an owner whom nobody matches',
      { users: { ...users, owners: [{ ...owner, match: null }] } },
    ],
    [
      'users',
      'todo',
      'without any owner yet',
      { settings: { settled: ['mapping', 'rules'] }, users: { owners: [], defaultOwner: null } },
    ],
    [
      'users',
      'done',
      'without any owner yet, which was confirmed',
      { settings: { settled: ['users'] }, users: { owners: [], defaultOwner: null } },
    ],
    ['users', 'done', 'who all match', { settings: { settled: [] } }],
    ['users', 'done', 'with an owner for all others', { users: { owners: [{ ...owner, match: null }], defaultOwner } }],
    ['users', 'broken', 'one of whom is inactive', { users: { owners: [inactive], defaultOwner } }],
    [
      'users',
      'broken',
      'with an inactive owner for all others',
      { users: { ...users, defaultOwner: { ...defaultOwner, isActive: false } } },
    ],
    ['users', 'broken', 'with a choice that the org refuses', { problems: [{ path: 'users.owners.a@b.test' }] }],
    ['users', undefined, 'that could not be asked', { users: undefined }],
    ['sources', 'todo', 'without a message', { sources: [{ ...source, lastMessageAt: null }] }],
    ['sources', 'todo', 'switched off', { sources: [{ ...source, enabled: false }] }],
    ['sources', 'done', 'that bookings came by', {}],
    ['sources', undefined, 'that could not be asked', { sources: undefined }],
  ])('%s: %s, %s', (phase, state, _when, more) => {
    expect(progressOf({ ...known, ...more })[phase]).toBe(state);
  });

  it('is not told where not even the connection is known', () => {
    expect(progressOf({ ...known, connection: undefined })).toEqual({});
  });
});
