/** Texts that would do harm if any of them were taken for SQL. */
import fc from 'fast-check';
import { CANARY } from './guarded-target.ts';

const READ = '(SELECT word FROM vault.secret)';
/** Both engines say what they could not cast. */
const TELL = `CAST(${READ} AS integer)`;

/** What might be around the place: a text, a name, a parenthesis, a list, a number, a comment. */
const WAYS_OUT = ['', "'", '"', "')", '")', "'))", '1)', "\\'", "''", "']", '$$', '*/', '\n', "',", '1,'];
const HARM = [
  ` OR 1 = ${TELL}`,
  ` || ${READ} || `,
  ` || tripwire() || `,
  ` + ${TELL} + `,
  `; DROP TABLE vault.canary; `,
  `; SELECT tripwire(); `,
  ` UNION SELECT word FROM vault.secret `,
  ` FROM vault.secret `,
  ` AS x, ${TELL} AS y `,
];
const WAYS_BACK = ['', '--', '/*', "'", '"', "('", "||'", '||"', '$$', '#', "AND '1'='1"];

export const hostileSql: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...WAYS_OUT), fc.constantFrom(...HARM), fc.constantFrom(...WAYS_BACK))
  .map((parts) => parts.join(''));

/** Names that a table can really have: 63 bytes at most. */
export const HOSTILE_NAMES = [
  'x"; DROP TABLE vault.canary; --',
  "x' OR '1'='1",
  '"||tripwire()||"',
  "');SELECT tripwire();--",
  '$$||tripwire()||$$',
  '*/ SELECT tripwire() /*',
  'tripwire()',
  'line\nbreak; --',
  "\\'; SELECT tripwire(); --",
  '%s{0}$1?',
];

/** What conditions are made of, well and badly. */
const PIECES = [
  ...[
    '1=1',
    'note',
    '(',
    ')',
    "'",
    '"',
    '$$',
    '$t$',
    ';',
    '--',
    '/*',
    '*/',
    '\n',
    ' OR ',
    ' AND ',
    ' IS NULL',
  ],
  ...["E'\\'", "e'a'\n'b\\''", 'id > 3', ' UNION SELECT 1 ', 'a$b$', '1e', '\u00a0', ') OR (1=1', "''", '\\'],
];
const randomCondition = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 })
  .map((pieces) => pieces.join(''));
/** Closes the parentheses around it, behind something that only one kind of reader takes for a quote or a comment. */
const escapingCondition = fc
  .tuple(fc.constantFrom(...PIECES, ''), fc.constantFrom(...PIECES, ''))
  .map(([before, after]) => `1=1 ${before}) OR (1=1 ${after}`);

export const hostileCondition = fc.oneof(
  { weight: 2, arbitrary: randomCondition },
  { weight: 1, arbitrary: escapingCondition },
);

export const shows = (value: unknown): boolean => JSON.stringify(value).includes(CANARY);
