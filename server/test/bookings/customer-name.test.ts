import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { customerName, splitName } from '../../src/bookings/customer-name.ts';

/** name → first | last */
const examples: Record<string, string[]> = {
  'the last word is the family name': ['Carrie Customer → Carrie | Customer', 'Mary Ann Smith → Mary Ann | Smith'],
  'particles belong to the family name': [
    'Jan van der Berg → Jan | van der Berg',
    'Juan Carlos de la Cruz → Juan Carlos | de la Cruz',
    'JUAN DE LA CRUZ → JUAN | DE LA CRUZ',
    'Otto von Bismarck → Otto | von Bismarck',
    'Osama bin Zayed Al Nahyan → Osama bin Zayed | Al Nahyan',
    'Ahmed Al Mansouri → Ahmed | Al Mansouri',
    'Layla al-Farsi → Layla | al-Farsi',
    'Dick Van Dyke → Dick | Van Dyke',
  ],
  'two joined family names stay together': [
    'José Ortega y Gasset → José | Ortega y Gasset',
    'Ana Silva e Souza → Ana | Silva e Souza',
  ],
  'a first name that looks like a particle stays a first name': [
    'Van Morrison → Van | Morrison',
    'Ben Stiller → Ben | Stiller',
    'Al Gore → Al | Gore',
    'John Ben Smith → John Ben | Smith',
  ],
  'a name that begins with a small particle is all family name': ['van Dyke →  | van Dyke'],
  'apostrophes and hyphens divide nothing': [
    "Shaquille O'Neal → Shaquille | O'Neal",
    'Anne-Marie Duff-Gordon → Anne-Marie | Duff-Gordon',
  ],
  'a comma turns the name round': [
    'Smith, John → John | Smith',
    'van der Berg, Jan Willem → Jan Willem | van der Berg',
    'Smith Jr., John → John | Smith Jr.',
    'Smith, John, Jr. → John | Smith, Jr.',
  ],
  'suffixes stay with the last name': [
    'John Smith, Jr. → John | Smith, Jr.',
    'Martin Luther King III → Martin Luther | King III',
    'Jane Doe, PhD, MBA → Jane | Doe, PhD, MBA',
    'Jane Doe MD → Jane | Doe MD',
    'Md Rahman → Md | Rahman',
    'Smith Jr. →  | Smith Jr.',
  ],
  'titles stay before the first name': ['Dr. Jane Smith → Dr. Jane | Smith', 'Mr Smith → Mr | Smith'],
  'a remark in brackets stays with the last name': ['John Smith (Acme Inc) → John | Smith (Acme Inc)'],
  'a single word is a last name': ['Cher →  | Cher', 'jo@example.test →  | jo@example.test', '(x) →  | (x)'],
  'other scripts with blanks go by the same rule': ['Иван Петров → Иван | Петров', 'محمد صلاح → محمد | صلاح'],
  'Chinese, Japanese and Korean: family first where a blank divides, else all in the last name': [
    '山田太郎 →  | 山田太郎',
    '山田 太郎 → 太郎 | 山田',
    '山田　太郎 → 太郎 | 山田',
    '김 민준 → 민준 | 김',
    'ヤマダ タロウ → タロウ | ヤマダ',
  ],
};

describe('the split of a full name', () => {
  for (const [promise, names] of Object.entries(examples)) {
    it(promise, () => {
      for (const example of names) {
        const [name, expected] = example.split(' → ') as [string, string];
        const { firstName = '', lastName = '' } = splitName(name);
        assert.equal(`${firstName} | ${lastName}`, expected, name);
      }
    });
  }

  it('gives nothing for nothing', () => {
    assert.deepEqual(splitName(' \n\t '), {});
  });

  it('loses no visible character but commas, and always gives a last name', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'van',
        'de',
        'la',
        'Dr.',
        'Jr.',
        'III',
        'y',
        'e',
        ',',
        'Smith,',
        '(x',
        ')',
        '山田',
        'MD',
        "O'Brien",
        'Al',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    );
    const letters = (text: string) => [...text.replace(/[\s,\p{Cc}]/gu, '')].toSorted().join('');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const name = words.join(' ');
        const { firstName = '', lastName = '' } = splitName(name);
        assert.equal(letters(firstName + lastName), letters(name));
        if (letters(name) !== '') assert.notEqual(lastName, '');
        for (const part of [firstName, lastName]) assert.equal(part, part.trim());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a customer's names", () => {
  it('are the separate fields where both are given', () => {
    const given = { firstName: 'Ana María', lastName: 'de la Ruiz', name: 'Other Name' };
    assert.deepEqual(customerName(given), { firstName: 'Ana María', lastName: 'de la Ruiz' });
  });

  it('are completed from the full name', () => {
    assert.deepEqual(customerName({ firstName: 'Mary', name: 'Mary Ann Smith' }), {
      firstName: 'Mary',
      lastName: 'Ann Smith',
    });
    assert.deepEqual(customerName({ lastName: 'Smith', name: 'Mary Ann Smith' }), {
      firstName: 'Mary Ann',
      lastName: 'Smith',
    });
    assert.deepEqual(customerName({ firstName: 'Bob', name: 'Robert Smith' }), { firstName: 'Bob', lastName: 'Smith' });
  });

  it('are absent when nothing is given', () => {
    assert.deepEqual(customerName({}), {});
    assert.deepEqual(customerName({ firstName: '', name: '' }), {});
  });
});
