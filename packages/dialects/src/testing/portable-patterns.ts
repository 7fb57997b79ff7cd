/** Random patterns of the portable subset, as text. */
import fc from 'fast-check';

const PLAIN = [
  'a',
  'b',
  'A',
  '0',
  'é',
  'ß',
  '-',
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '😀',
  '_',
  '%',
  "'",
  '"',
  '/',
  ',',
];
/** Of these, JavaScript too allows the escape (the others are for engines alone). */
const SPECIAL = ['.', '*', '+', '?', '^', '$', '(', ')', '[', ']', '{', '}', '|', '\\'];

export const subjectCharacter = fc.constantFrom(...PLAIN, ...SPECIAL);
export const subject = fc.array(subjectCharacter, { maxLength: 12 }).map((characters) => characters.join(''));

const escaped = fc.constantFrom(...SPECIAL).map((character) => `\\${character}`);
const plain = fc.constantFrom(...PLAIN);
const range = fc.constantFrom('a-z', 'A-Z', '0-9', ' -~', 'à-ü', '\\--a');
const classItem = fc.oneof(
  range,
  escaped,
  plain.filter((character) => character !== '-'),
);
const bracketClass = fc
  .tuple(fc.boolean(), fc.boolean(), fc.array(classItem, { minLength: 1, maxLength: 4 }))
  .map(([negated, dash, items]) => `[${negated ? '^' : ''}${items.join('')}${dash ? '-' : ''}]`);
const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,}', '{0,2}', '{1,3}');

const simple = fc.tuple(fc.oneof(plain, escaped, bracketClass), quantifier).map((parts) => parts.join(''));
const sequence = (piece: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(piece, { minLength: 1, maxLength }).map((pieces) => pieces.join(''));
const alternatives = (branch: fc.Arbitrary<string>) =>
  fc.array(branch, { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|'));

/** What may be repeated: without anchors, and groups in groups at most twice. */
const innermost = fc.oneof(
  simple,
  fc.tuple(alternatives(sequence(simple, 2)), quantifier).map(([inner, repeats]) => `(${inner})${repeats}`),
);
const repeatedGroup = fc
  .tuple(alternatives(sequence(innermost, 3)), quantifier)
  .map(([inner, repeats]) => `(${inner})${repeats}`);
const anchor = fc.constantFrom('^', '$');
const plainGroup = alternatives(sequence(fc.oneof(simple, anchor), 2)).map((inner) => `(${inner})`);

export const portablePattern: fc.Arbitrary<string> = alternatives(
  sequence(
    fc.oneof(
      { arbitrary: simple, weight: 6 },
      { arbitrary: anchor, weight: 2 },
      { arbitrary: repeatedGroup, weight: 2 },
      { arbitrary: plainGroup, weight: 1 },
    ),
    4,
  ),
);
