import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { causeKey, explained, wantsRules } from '../../src/bookings/diagnosis.ts';
import { knownCodes } from '../../src/salesforce/error-codes.ts';
import { languages } from '../../src/texts/text.ts';
import { automation } from './corpus/automation.ts';
import { corpusRules } from './corpus/corpus-org.ts';
import { diagnoseBody, orgUrl, type Verdict } from './corpus/diagnose-body.ts';
import { fields } from './corpus/fields.ts';
import { org } from './corpus/org.ts';
import { records } from './corpus/records.ts';
import { rules } from './corpus/rules.ts';

const corpus = [...rules, ...automation, ...fields, ...records, ...org];

/** Sentences of a person, none of them with a hole where something was not known. */
function assertWhole({ sentence, fix }: Verdict): void {
  for (const said of [sentence, fix]) {
    assert.match(said, /^["„A-ZÄÖÜ].*[.?…]["”“]?$/);
    assert.doesNotMatch(said, /undefined|\bnull\b(?! object)|\[object|\{\w*\}|\s\s|\n|\.\.|: ?\.| ,|\(\)|""|„“/);
  }
}

describe('what Salesforce answers to a refused write', () => {
  for (const row of corpus) {
    it(`${row.object}: ${row.name}`, () => {
      const { expected } = row;
      const verdict = diagnoseBody(row, 'en');
      const { view } = verdict;
      assert.equal(verdict.sentence, expected.sentence);
      assert.ok(verdict.fix.startsWith(expected.fix ?? ''), verdict.fix);
      assert.equal(verdict.cause, expected.cause);
      assert.equal(view?.kind, expected.kind);
      assert.equal(view?.field?.name, expected.field);
      assert.equal(view?.value, expected.value);
      assert.deepEqual(
        view?.rules?.map(({ name }) => name),
        expected.rules,
      );
      assert.equal(view?.setupUrl, expected.setup && `${orgUrl}${expected.setup}`);
      if (expected.cause === 'data') assert.equal(view?.object, row.object);
      for (const language of languages) assertWhole(diagnoseBody(row, language));
    });
  }

  it('is here for every code that has a meaning, and in more than sixty ways', () => {
    const met = JSON.stringify(corpus.map(({ body }) => body));
    assert.deepEqual(
      knownCodes.filter((code) => code !== 'MULTIPLE_CHOICES' && !met.includes(`"${code}"`)),
      [],
    );
    assert.ok(corpus.some(({ status }) => status === 300));
    assert.ok(corpus.length >= 60);
  });

  it('is the same cause before and after the org’s rules are known', () => {
    let completed = 0;
    for (const row of corpus) {
      const before = diagnoseBody({ ...row, rules: false }, 'en').diagnosis;
      const after = diagnoseBody({ ...row, rules: true }, 'en').diagnosis;
      if (!before || !after) continue;
      assert.equal(causeKey(after), causeKey(before), row.name);
      assert.deepEqual(explained(before, corpusRules, true), after, row.name);
      assert.deepEqual(explained(after, corpusRules, true), after, row.name);
      assert.ok(!wantsRules(after), row.name);
      if (wantsRules(before)) completed += 1;
    }
    assert.ok(completed > 20);
  });

  it('is not said to be without a rule by rules that may be older than it', () => {
    for (const row of corpus) {
      const before = diagnoseBody({ ...row, rules: false }, 'en').diagnosis;
      if (!before || !wantsRules(before)) continue;
      const after = explained(before, corpusRules, false);
      if (!after.rules) assert.deepEqual(after, before, row.name);
    }
  });

  it('still wants the rules that the API User could not read', () => {
    const unread = { known: false as const, reason: { key: 'rules.unreadable' as const } };
    const [rule] = rules;
    const before = diagnoseBody({ ...rule!, rules: false }, 'en').diagnosis!;
    const after = explained(before, { ...corpusRules, validationRules: unread }, true);
    assert.deepEqual(after, before);
    assert.ok(wantsRules(after));
  });
});

const folder = join(import.meta.dirname, '../../../../shared/salesforce/fixtures/errors');
const skip = existsSync(folder) ? false : 'the recorded answers are not here';

/** By the code, the cause of every recorded answer: as the corpus has it. */
describe('recorded answers of real orgs', { skip }, () => {
  for (const file of skip ? [] : readdirSync(folder)) {
    it(`errors/${file} is diagnosed by the cause that the corpus has for its code`, () => {
      const status = Number(file.slice(0, 3));
      const body = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { errorCode?: string; message?: string }[];
      const code = body[0]?.errorCode;
      const alike = corpus.filter((row) =>
        code === undefined ? row.status === status : JSON.stringify(row.body).includes(`"${code}"`),
      );
      for (const language of languages) {
        const verdict = diagnoseBody({ object: 'Lead', status, body }, language);
        assertWhole(verdict);
        assert.ok(
          alike.some(({ expected }) => expected.cause === verdict.cause && expected.kind === verdict.view?.kind),
          `${verdict.cause} ${verdict.view?.kind}: ${verdict.sentence}`,
        );
      }
    });
  }
});
