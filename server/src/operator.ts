import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { creationRulesSchema, defaultCreationRules, type CreationRules } from './bookings/creation-rules.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, parseConfig } from './platform/config.ts';
import { Vault } from './platform/crypto.ts';
import { openDatabase } from './platform/database/database.ts';
import { connectOrg, createOrg, tryLogin } from './setup/connect-org.ts';
import { operator } from './setup/connection/connection.ts';
import { rotateKey } from './setup/rotate-key.ts';
import { setupStores } from './setup/setup-stores.ts';

const usage = `npm run org -- <command>

  create --name <name> [--rules <file.json>]
      makes an org that its admin connects in Salesforce; prints its API key, a pairing code, webhook keys and secrets as
      JSON, this once. What arrives for it before it is connected waits
  connect --name <name> --login-url <My Domain address> --client-id <consumer key> [--rules <file.json>]
      the same, and connects it by client credentials
  reconnect <org> --login-url <address> --client-id <consumer key>
      gives the org new credentials; what waited for the connection is delivered
  list
      the orgs, and how their connections are
  pair <org>
      a code, valid once and for 15 minutes, that the admin enters in the Salesforce package to pair it with this org
  rules <org> [<file.json>]
      replaces the creation rules by those in the file, as a new version of the org's settings; without a file prints
      the built-in ones. Unlike in the tab Setup they are not checked against the org
  rotate <org> <source>
      a new signing secret; the old one stays valid for 24 hours
  rotate-key
      seals every secret in the database with the first key of INLET_ENCRYPTION_KEY, so that the others can go

The consumer secret comes from SALESFORCE_CLIENT_SECRET, so that it stands in no list of processes. The other variables
are those of \`npm run serve\`. The embedded database admits one process: stop the backend first, or use DATABASE_URL.`;

const connection = z.object({
  'login-url': z.url({ error: '--login-url must be an address such as https://acme.my.salesforce.com' }),
  'client-id': z.string({ error: '--client-id is required' }).min(1),
  secret: z.string({ error: 'SALESFORCE_CLIENT_SECRET is required' }).min(1),
});

/** `npm run org`: what an operator does to a backend from the command line. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      'login-url': { type: 'string' },
      'client-id': { type: 'string' },
      rules: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command, orgId, argument] = positionals;
  if (values.help || command === undefined) return console.log(usage);
  const config = parseConfig(process.env);
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: path.join(config.dataDir, 'backend'),
  });
  const vault = new Vault(config.encryptionKeys);
  const setup = setupStores(database, vault, systemClock);
  const { orgs, connections, pairing, sources, settings } = setup;
  await connections.adopt();
  const rules = () => (values.rules === undefined ? defaultCreationRules : readRules(values.rules));
  const login = () => {
    const given = connection.parse({ ...values, secret: process.env['SALESFORCE_CLIENT_SECRET'] });
    return { loginUrl: given['login-url'], clientId: given['client-id'], clientSecret: given.secret };
  };
  try {
    switch (command) {
      case 'create':
        print(await createOrg(required(values.name, 'org by --name'), rules(), setup));
        break;
      case 'connect':
        print(await connectOrg({ name: values.name ?? 'Salesforce', ...login() }, rules(), setup));
        break;
      case 'reconnect': {
        const id = required(orgId, 'org');
        if (!(await connections.connection(id))) throw new Error(`There is no org ${id}.`);
        await connections.connect(id, await tryLogin(login()), operator);
        print({ orgId, connected: true });
        break;
      }
      case 'rotate-key':
        print({ sealedAnew: await rotateKey(database, vault) });
        break;
      case 'list':
        print(await orgs.list());
        break;
      case 'pair': {
        const code = await pairing.issue(required(orgId, 'org'));
        if (!code) throw new Error(`There is no org ${orgId}.`);
        print(code);
        break;
      }
      case 'rules': {
        if (argument === undefined) return print(defaultCreationRules);
        const rules = readRules(argument);
        const current = await settings.current(required(orgId, 'org'));
        if (!current) throw new Error(`There is no org ${orgId}.`);
        const { version: basedOn, settings: before } = current;
        const changed = { basedOn, settings: { ...before, rules }, note: null, by: operator, now: systemClock.now() };
        const saved = await settings.save(orgId!, changed);
        if (!saved || 'newer' in saved) throw new Error('Somebody saved other settings at this moment. Try again.');
        print(rules);
        break;
      }
      case 'rotate': {
        const secret = await sources.rotateSecret(required(orgId, 'org'), required(argument, 'source'));
        if (secret === undefined) throw new Error(`Org ${orgId} has no source ${argument}.`);
        print({ secret });
        break;
      }
      default:
        throw new Error(`There is no command ${command}.\n\n${usage}`);
    }
  } finally {
    await database.close();
  }
}

/** A rules file may give what differs from the built-in rules only. */
function readRules(file: string): CreationRules {
  return creationRulesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`Name the ${what}.\n\n${usage}`);
  return value;
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

main().catch((error: unknown) => {
  if (error instanceof z.ZodError)
    console.error(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  else if (error instanceof ConfigError) console.error(error.message);
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
