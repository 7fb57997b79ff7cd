/** What goes wrong in programs: values that no form lets people type and no client library sends. */
import fc from 'fast-check';

const RIGHT_TO_LEFT = '\u202Egnp.exe\u202C \u05D0\u05D1';
const MEBIBYTE = 2 ** 20;

/** An array in an array ... so often. */
const nestedArrays = (depth: number): unknown => {
  let nested: unknown = 1;
  for (let at = 0; at < depth; at++) nested = [nested];
  return nested;
};

export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\uDC00x\uD83D',
  RIGHT_TO_LEFT,
  '\uFEFFbom',
  '😀'.repeat(300),
  'e\u0301'.repeat(150),
  '\r\nX-Injected: yes\r\n\r\n',
  '../../../../etc/passwd',
  '%2e%2e%2f%00',
  "'; DROP TABLE api_token; --",
  '" OR 1=1 --',
  '$1',
  '\\',
  '%',
  '_',
  '{{7*7}}<%= 7 %>#{7}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'Infinity',
  '-0',
  '0x10',
  '1e400',
  '99999999999999999999999999',
  'null',
  'true',
  '2026-02-30T25:61:61Z',
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59+23:59',
  '0001-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'urn:uuid:{00000000-0000-0000-0000-000000000000}',
  'a'.repeat(501),
  ',,,',
  '[1,2',
  '* * * * *',
  '\t\v\f\u0085\u2028\u2029\u200B',
];

const NUMBERS: readonly number[] = [
  ...[0, -0, -1, 1.5, 1e-320, 1e21, -1e308, Number.MAX_VALUE, 2 ** 31, 2 ** 32, 2 ** 53 + 2, -(2 ** 63)],
];

/** Keys that mean something to objects of JavaScript. */
const SPECIAL_KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toJSON', 'then'] as const;

/** JSON as text can hold keys that a literal would take for something else. */
const specialObject = (key: string): unknown => JSON.parse(`{${JSON.stringify(key)}: {"isAdmin": true}}`);

const OTHERS: readonly unknown[] = [
  ...[null, true, false, {}, [], [null], [[]], [{}], nestedArrays(40), { '': '' }, { a: { b: { c: [] } } }],
  ...SPECIAL_KEYS.map(specialObject),
];

/** Texts of a megabyte are rare: they cost as much as a hundred other requests. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom('x', '\u00E9', '"', '%').map((unit) => unit.repeat(MEBIBYTE)) },
);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 4 }) },
);

/** Bodies that are no JSON, or JSON that nobody should have to read. */
export const HOSTILE_BODIES: readonly string[] = [
  '',
  'null',
  '[]',
  '"text"',
  '42',
  '{',
  '{"name":',
  '\uFEFF{}',
  '{"name":"a","name":"b"}',
  '{"__proto__":{"isAdmin":true},"name":"x"}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"name":1e999}',
  '{"name":"\\ud800"}',
  '{"name":NaN}',
  "{'name':'x'}",
  '\u0000',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`,
  'name: &a [*a]',
  'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]',
  '!!js/function "function(){}"',
];
