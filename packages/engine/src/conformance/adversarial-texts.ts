/** Text that sits on the edges of patterns and guards: the same list in every run. No NUL and no lone surrogates. */
import fc from 'fast-check';

const SEED = 20_250_701;

/** Each predicate's own: values that it takes, and near misses. */
const SPECIMENS =
  `0|00|0.|0.0|0.000|.0|-0|+0.00|0.0e0|1|-5|+$1,234.50|$-5|1234,567|12,34|5%|1.|.5|1e5|(5)|١٢٣|１２３
2024-02-29|2023-02-30|2024/1/5|20240115|2024011510|20240115103005123456|1/15/2024|15/1/2024|13/13/2024|15.01.2024|15.01.24
31/04/2024|15-JAN-2024|15 Jan 24|2024-jan-15|2024-01-15T10:30:05.123+02:00|2024-01-15 10:30:05 PM Z|1799-12-31|2300-01-01|00/00/00
25/12/2024|12/25/2024|25-12-24|12.25.2024|25/12/2024 noon|32/12/2024|25.12.2024 8h|25.12-2024
12345|12345-6789|123456789|1234-56789|123-45-6789|666-45-6789|734-00-0000|749-99-9999|750-00-0000|900-00-0000
4111111111111111|4111-1111-1111-1111|4111 1111-11111111|411111111111111|(212) 555-0143|+1.212.555.0143|1-212-555-0143|112-555-0143
a@b.co|a.b+c@d-e.org|a@b|a@b.c|@b.co|a b@c.de|a@b@c.de|a@.co|report.csv|a b_c-d.parquet|.csv|x.exe|CV.DOCX|Ä.txt
12 Main St|12B O'Hare Rd. Apt 4|9999 North East Long Road 12|1 A Boulevard, Suite #12B|12 Main|Main St 12|123456 Main St|12 Main St  4
CA|ca|PR|XX|a,b,c|a|b|a\tb\tc|this, that and more|x,y|1,234,567|a|bb|ccc|"quoted"|'it'|"|""|'|"'|n/a|(N/A)|[none]|((none))|( none )|#REF!|\\N
--|.-|?|???|99|9|xXx|zz|aZz| |\t|\u00a0|\u3000|\u2003|Ã©|Ãcoute|Ãƒ|â€™|Â°|Â|\ufffd|ðŸ˜€|São|ÇA VA|NÃO|e\u0301|ß|İ|ı|K|ﬁ|Ǆ|😀|👩‍👩‍👧|\u200f‏שלום|مرحبا
\u202eabc|\u0085|\u2028|\ufeffabc|\u007f|\u001b[0m|\u0001|a\u0000b|Zürich|MÜNCHEN|Σίσυφος|ΣΑΣ|%|_|a_b%c|$|^|[a-z]|(a+)+|\\d`
    .split(/[|\n]/)
    .map((text) =>
      text
        .replace(/\\t/g, '\t')
        .replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
    .filter((text) => !text.includes('\0'));

const AROUND = [
  ' ',
  '  ',
  '\t',
  '\n',
  '\r',
  '\u000b',
  '\u00a0',
  '"',
  "'",
  '-',
  '.',
  '0',
  'x',
  ',',
  '+',
  '\u200b',
  '\u0301',
  '😀',
  'é',
];
const RUNS = ['-', '.', '0', '9', 'x', 'Z', '?', ' ', '\t', '\u00a0', ',', 'a ', 'é', '😀', '"'];
/** One less, exactly and one more than every length that a guard looks at, and far more. */
const LENGTHS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 39, 40, 41, 99, 100, 101,
  5_000,
];

const PIECES = [
  ...SPECIMENS,
  ...AROUND,
  '19',
  '20',
  '/',
  ':',
  '@',
  '#',
  ' St',
  'Jan',
  'T10:30',
  '+02',
  'AM',
  ...'ÃÂâð€‚ƒŸ¬«»’\u0080\u009f\u00bf',
];

const edgeText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 25 }),
  fc.string({ unit: fc.constantFrom(...'0123456789-/. :'), maxLength: 22 }),
  fc.string({ unit: fc.constantFrom('a', 'Z', '0', ' ', '-', '.', ',', '|', '\t', "'", 'é'), maxLength: 24 }),
  fc.tuple(fc.constantFrom(...SPECIMENS), fc.nat(), fc.constantFrom(...AROUND)).map(([text, at, put]) => {
    const characters = [...text];
    characters.splice(at % (characters.length + 1), 1, put);
    return characters.join('');
  }),
);

/** Different texts: hand-picked ones with something around them, runs, and `random` drawn ones. */
export function adversarialTexts(random: number): readonly string[] {
  const wrapped = SPECIMENS.flatMap((text) => AROUND.flatMap((put) => [put + text, text + put]));
  const runs = RUNS.flatMap((unit) => LENGTHS.map((length) => unit.repeat(length)));
  const zeros = LENGTHS.flatMap((length) => [
    `0.${'0'.repeat(length)}`,
    `0.${'0'.repeat(length)}1`,
    ` 0.${'0'.repeat(length)} `,
  ]);
  const drawn = fc.sample(edgeText, { numRuns: random, seed: SEED });
  return [
    ...new Set([
      '',
      ...SPECIMENS,
      ...wrapped,
      ...runs,
      ...zeros,
      ...drawn.map((text) => text.replaceAll('\0', '')),
    ]),
  ];
}
