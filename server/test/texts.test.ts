import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { de } from '../src/texts/de.ts';
import { en } from '../src/texts/en.ts';
import { english, inWords, sentences, text, type Text, type TextKey } from '../src/texts/text.ts';

const keys = Object.keys(en) as TextKey[];
/** The parameters that a message takes, select branches included. */
const paramsOf = (message: string) =>
  new Set([...message.matchAll(/\{\s*(\w+)\s*(?:\}|,\s*(?:number|select|plural|date)\b)/g)].map(([, name]) => name!));

const isOfKind = (key: TextKey, name: string, kinds: string) =>
  new RegExp(`\\{\\s*${name},\\s*(?:${kinds})\\b`).test(en[key]);

describe('what Inlet says', () => {
  it('is there in German for every text, with the same parameters', () => {
    assert.deepEqual(Object.keys(de).toSorted(), keys.toSorted());
    for (const key of keys) {
      assert.deepEqual(paramsOf(de[key]), paramsOf(en[key]), key);
      assert.notEqual(de[key].trim(), '', key);
    }
  });

  it('can be put into words in both languages, and keeps each parameter', () => {
    for (const key of keys) {
      const names = [...paramsOf(en[key])];
      const params = Object.fromEntries(
        names.map((name) => [
          name,
          name.startsWith('has') ? 'yes' : isOfKind(key, name, 'number|plural|date') ? 7 : name,
        ]),
      );
      for (const language of ['en', 'de'] as const) {
        const words = inWords(text(key, params), language);
        // What only chooses among words does not stand in them itself, and a time stands in them as a date.
        for (const name of names.filter((name) => !isOfKind(key, name, 'select|date'))) {
          assert.ok(words.includes(String(params[name])), `${language} ${key}: ${words}`);
        }
      }
    }
  });

  it('says what people and Salesforce said to the letter, also what looks like a placeholder or a tag', () => {
    const said = "{object} <b>It's</b> '{' #";
    assert.ok(english(text('salesforce.says', { said })).endsWith(said));
    assert.match(inWords(text('connection.address.fix'), 'de'), /https:\/\/<name>\.my\.salesforce\.com/);
  });

  it('survives being stored', () => {
    const whole = sentences(
      text('fault.onPage', { fault: text('fault.converted'), page: 'Demo' }),
      text('limit.storage'),
    );
    const stored = JSON.parse(JSON.stringify(whole)) as Text;
    assert.equal(
      english(stored),
      'The Lead was converted in the meantime and can no longer be changed (booking page "Demo"). The org has no data storage left.',
    );
    assert.match(inWords(stored, 'de'), /^Der Lead wurde .*Buchungsseite „Demo“\)\. Die Organisation hat/);
  });

  it('closes a sentence once, on one line, and begins it with a capital', () => {
    const sentence = (said: string) =>
      english(sentences(text('fault.onPage', { fault: said, page: 'x' }))).slice(0, -20);
    assert.equal(sentence('it\nfailed'), 'It failed');
    const quoted = (said: string) => english(sentences(text('fault.quoted', { value: said })));
    assert.equal(quoted('No.'), '"No."');
    assert.equal(quoted('No'), '"No".');
    assert.equal(english(sentences(text('limit.storage'))), english(text('limit.storage')));
  });

  it('lists in the manner of the language', () => {
    const parts = [text('waiting.part.start'), text('waiting.part.end')];
    assert.match(english(text('waiting.missing', { parts })), /tell its start and its end;/);
    assert.match(inWords(text('waiting.missing', { parts }), 'de'), /der Beginn und das Ende\./);
  });
});
