/** What each function of the vocabulary answers, on every engine. A function without a case does not compile. */
import * as e from '../expression.ts';
import type { ScalarFunction } from '../vocabulary.ts';
import type { Given } from './given.ts';
import type { Cell } from './live-engines.ts';

export interface FunctionCase {
  readonly says: string;
  /** The columns x, y, z of one row. */
  readonly given: readonly Given[];
  readonly ask: e.Expression;
  /** Dates and timestamps as text. */
  readonly answer: Cell;
}

const x = e.column<'text'>('x', 'text');
const y = e.column<'text'>('y', 'text');
const n = e.column<'number'>('x', 'number');
const m = e.column<'number'>('y', 'number');
const condition = e.column<'boolean'>('x', 'boolean');
const from = e.column<'moment'>('x', 'moment');
const to = e.column<'moment'>('y', 'moment');
const any = e.column('x');

const text = (...values: (string | null)[]): Given[] => values.map((value) => ['text', value] as const);
const of = (type: Given[0], ...values: Cell[]): Given[] => values.map((value) => [type, value] as const);
const on = (says: string, given: readonly Given[], ask: e.Expression, answer: Cell): FunctionCase => ({
  says,
  given,
  ask,
  answer,
});

const NO_BREAK_SPACE = '\u00a0';
const ZERO_WIDTH_SPACE = '\u200b';
const COMBINING_ACUTE = '\u0301';
const EMOJI = '😀';

export const FUNCTION_CASES: Readonly<Record<ScalarFunction, readonly FunctionCase[]>> = {
  is_null: [
    on('null is null', text(null), e.isNull(x), true),
    on('the empty string is not null', text(''), e.isNull(x), false),
  ],
  is_not_null: [on('the empty string is a value', text(''), e.isNotNull(x), true)],
  equal: [
    on('case matters', text('a', 'A'), e.equal(x, y), false),
    on('trailing spaces matter', text('a', 'a '), e.equal(x, y), false),
    on('composed and decomposed letters differ', text('é', `e${COMBINING_ACUTE}`), e.equal(x, y), false),
    on('null is equal to nothing', text(null), e.equal(x, e.text('')), null),
    on('quotes and backslashes in a literal', text(`it's \\n "q"`), e.equal(x, e.text(`it's \\n "q"`)), true),
    on('a number meets a decimal', of('decimal', '0.1'), e.equal(n, e.number(0.1)), true),
    on('a date meets a moment', of('date', '2024-02-29'), e.equal(from, e.moment('2024-02-29')), true),
    on('a value of the column type, as text', of('integer', 5), e.equal(any, e.parameter('5', 'any')), true),
  ],
  not_equal: [on('other text', text('a', 'b'), e.notEqual(x, y), true)],
  less: [
    on('upper case comes before lower case', text('Z', 'a'), e.less(x, y), true),
    on('punctuation is not skipped', text('-b', 'a'), e.less(x, y), true),
    on('accents come after z', text('z', 'é'), e.less(x, y), true),
    on('beyond the first plane by code point, not UTF-16', text('\uffee', EMOJI), e.less(x, y), true),
    on('numbers', of('integer', 9, 10), e.less(n, m), true),
    on(
      'a date and the second after it',
      of('date', '2024-01-01'),
      e.less(from, e.moment('2024-01-01T00:00:01Z')),
      true,
    ),
    on(
      'a moment with an offset is read in UTC',
      of('timestamp', '2024-01-01 09:59:59'),
      e.less(from, e.moment('2024-01-01T12:00:00+02:00')),
      true,
    ),
  ],
  less_or_equal: [on('equal', text('a', 'a'), e.lessOrEqual(x, y), true)],
  greater: [
    on('a digit is not greater than a letter', text('9', 'A'), e.greater(x, y), false),
    on(
      'a timestamp with time zone',
      of('timestamptz', '2024-01-01 01:00:00+01'),
      e.greater(from, e.moment('2023-12-31T23:59:59Z')),
      true,
    ),
  ],
  greater_or_equal: [on('null', text(null, 'a'), e.greaterOrEqual(x, y), null)],
  and: [
    on('unknown and false', of('boolean', null), e.and(condition, e.boolean(false)), false),
    on('of nothing', of('integer', 1), e.and(), true),
  ],
  or: [
    on('unknown or true', of('boolean', null), e.or(condition, e.boolean(true)), true),
    on('of nothing', of('integer', 1), e.or(), false),
  ],
  not: [
    on('true', of('boolean', true), e.not(condition), false),
    on('unknown stays unknown', of('boolean', null), e.not(condition), null),
  ],
  is_in: [
    on('one of them', text(`it's`), e.isIn(x, [e.text('a'), e.text(`it's`)]), true),
    on(
      'bound values',
      of('integer', 3),
      e.isIn(n, [e.parameter(2, 'number'), e.parameter('3', 'number')]),
      true,
    ),
    on('none of them', text('A'), e.isIn(x, [e.text('a')]), false),
  ],
  guarded: [
    on(
      'the test runs where the guard holds',
      text('12'),
      e.guarded(e.matches(x, '^[0-9]+$'), e.greater(e.asDouble(x), e.number(5))),
      true,
    ),
    on(
      'and not where it fails, whatever it would do',
      text('abc'),
      e.guarded(e.matches(x, '^[0-9]+$'), e.greater(e.asDouble(x), e.number(5))),
      false,
    ),
    on('an unknown guard fails', text(null), e.guarded(e.equal(x, e.text('')), e.boolean(true)), false),
  ],
  if_then_else: [
    on('true', of('boolean', true), e.ifThenElse(condition, e.text('yes'), e.text('no')), 'yes'),
    on(
      'unknown counts as not met',
      of('boolean', null),
      e.ifThenElse(condition, e.text('yes'), e.text('no')),
      'no',
    ),
  ],
  coalesce: [on('the first that is not null', text(null, ''), e.coalesce(x, y, e.text('z')), '')],
  null_if: [
    on('equal', text(''), e.nullIf(x, e.text('')), null),
    on('other', text(' '), e.nullIf(x, e.text('')), ' '),
  ],
  length: [
    on('nothing', text(''), e.length(x), 0),
    on('code points, not bytes or UTF-16 units', text(`é${EMOJI}`), e.length(x), 2),
    on('a combining mark counts', text(`e${COMBINING_ACUTE}`), e.length(x), 2),
    on('trailing white space counts', text('a \t\n'), e.length(x), 4),
    on('long runs', text('-'.repeat(10_000)), e.length(x), 10_000),
  ],
  trim: [
    on('spaces at both ends', text('  a b  '), e.trim(x), 'a b'),
    on('only spaces', text('   '), e.trim(x), ''),
    on('no other white space', text(`\t a\n${NO_BREAK_SPACE}`), e.trim(x), `\t a\n${NO_BREAK_SPACE}`),
    on('no zero-width space', text(`${ZERO_WIDTH_SPACE}a`), e.trim(x), `${ZERO_WIDTH_SPACE}a`),
  ],
  lower: [on('ASCII', text('ABC IJ 12'), e.lower(x), 'abc ij 12'), on('nothing', text(''), e.lower(x), '')],
  upper: [on('ASCII', text('abc ij 12'), e.upper(x), 'ABC IJ 12')],
  replace_text: [
    on('every occurrence', text('a-b-c'), e.replaceText(x, '-', ''), 'abc'),
    on('no pattern', text('a.b%c_d\\e'), e.replaceText(x, '.', '\\'), 'a\\b%c_d\\e'),
    on('nothing to replace', text('abc'), e.replaceText(x, '', 'x'), 'abc'),
    on('a quote', text(`o'hare`), e.replaceText(x, `'`, ''), 'ohare'),
  ],
  concatenate: [
    on('one behind the other', text('a', ' b'), e.concatenate(x, y), 'a b'),
    on('a literal in front', text('b'), e.concatenate(e.text(' '), x), ' b'),
    on('the empty string adds nothing', text('a', ''), e.concatenate(x, y), 'a'),
    on('null makes null', text('a', null), e.concatenate(x, y), null),
  ],
  left: [
    on('characters', text(`é${EMOJI}b`), e.left(x, 2), `é${EMOJI}`),
    on('all of a shorter value', text('ab'), e.left(x, 31), 'ab'),
  ],
  contains: [
    on('a percent sign is a character', text('50%'), e.contains(x, '%'), true),
    on('and no wildcard', text('50'), e.contains(x, '%'), false),
    on('an underscore is no wildcard', text('ab'), e.contains(x, '_'), false),
    on('a backslash', text('a\\b'), e.contains(x, '\\'), true),
    on('a newline', text('a\nb'), e.contains(x, '\n'), true),
    on('an emoji', text(`a${EMOJI}`), e.contains(x, EMOJI), true),
    on('nothing is everywhere', text(''), e.contains(x, ''), true),
    on('case matters', text('ABC'), e.contains(x, 'b'), false),
  ],
  starts_with: [
    on('a prefix', text('"fig"'), e.startsWith(x, '"'), true),
    on('no wildcard', text('abc'), e.startsWith(x, '_'), false),
    on('not elsewhere', text('ba'), e.startsWith(x, 'a'), false),
  ],
  matches: [
    on('anywhere', text('abc'), e.matches(x, 'b'), true),
    on('$ is the end of the value, not of a line', text('abc\n'), e.matches(x, 'c$'), false),
    on('^ is the start of the value, not of a line', text('ab\nc'), e.matches(x, '^c'), false),
    on('a negated class takes a newline', text('a\nb'), e.matches(x, 'a[^x]b'), true),
    on(
      'characters outside of ASCII in a class',
      text(`a${NO_BREAK_SPACE}b`),
      e.matches(x, '[\u00a0\u2009\u200b\ufeff]'),
      true,
    ),
    on('no character outside of ASCII', text('ab'), e.matches(x, '[\u00a0\u2009]|\u00c3[a-z]'), false),
    on('one of several outside of ASCII', text('a\u00c3b'), e.matches(x, '[\u00a0\u2009]|\u00c3[a-z]'), true),
    on('ASCII beside what is outside of it', text('ab'), e.matches(x, 'é|b'), true),
    on('what is outside of ASCII may be missing', text('ab'), e.matches(x, 'é?b'), true),
    on('a range outside of ASCII', text('é'), e.matches(x, '^[à-ü]$'), true),
    on('one character for one code point', text(EMOJI), e.matches(x, '^[^a]$'), true),
    on('a bracket, a dash and a backslash in a class', text('\\'), e.matches(x, '^[\\]\\[\\-\\\\]$'), true),
    on('an escaped dot', text('axb'), e.matches(x, 'a\\.b'), false),
    on('case matters', text('A'), e.matches(x, '[a-z]'), false),
    on('accents are not letters of a-z', text('é'), e.matches(x, '[a-zA-Z]'), false),
    on('bounds', text('12345-6789'), e.matches(x, '^[0-9]{5}(-[0-9]{4})?$'), true),
    on('alternatives', text('tbd'), e.matches(x, '^(n/a|tbd|none)$'), true),
    on('a quote', text(`'a'`), e.matches(x, `^'[^']*'$`), true),
    on('a pattern of a user, read by the engine', text('a1'), e.matchesUserPattern(x, '^\\w\\d$'), true),
    on('null', text(null), e.matches(x, 'a'), null),
  ],
  shape: [
    on('letters and digits', text('AB-12x'), e.shape(x), 'AA-NNa'),
    on(
      'all of them',
      text('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
      e.shape(x),
      'a'.repeat(26) + 'A'.repeat(26) + 'N'.repeat(10),
    ),
    on('long values of every kind', text(`Z9z ${'-'.repeat(30)}é`), e.shape(x), `ANa ${'-'.repeat(30)}é`),
    on('everything else stays', text(`é ß\t${EMOJI}|_%'`), e.shape(x), `é ß\t${EMOJI}|_%'`),
    on('nothing', text(''), e.shape(x), ''),
  ],
  as_text: [
    on('an integer', of('integer', -7), e.asText(any), '-7'),
    on('an integer beyond 2^53', of('bigint', '9007199254740993'), e.asText(any), '9007199254740993'),
    on('a decimal keeps its scale', of('decimal', '1.5'), e.asText(any), '1.500000'),
    on('a whole double', of('double', 10), e.asText(any), '10'),
    on('a fraction', of('double', 0.1), e.asText(any), '0.1'),
    on('a large double', of('double', 1e300), e.asText(any), '1e+300'),
    on('a small double', of('double', 0.00001), e.asText(any), '1e-05'),
    on('a negative zero', of('double', '-0'), e.asText(any), '-0'),
    on('not a number', of('double', 'NaN'), e.asText(any), 'NaN'),
    on('infinity', of('double', '-Infinity'), e.asText(any), '-Infinity'),
    on('a boolean', of('boolean', true), e.asText(any), 'true'),
    on('a date', of('date', '2024-02-29'), e.asText(any), '2024-02-29'),
    on('a timestamp', of('timestamp', '2024-02-29 10:00:00.5'), e.asText(any), '2024-02-29 10:00:00.5'),
    on(
      'a timestamp with time zone',
      of('timestamptz', '2024-02-29 10:00:00+02'),
      e.asText(any),
      '2024-02-29 08:00:00+00',
    ),
    on('text that looks like a number', text('1.0'), e.asText(any), '1.0'),
  ],
  has_json_value: [
    on('a member', text('{"a": {"b": "c"}}'), e.hasJsonValue(x, ['a', 'b']), true),
    on('none', text('{"a": {"b": "c"}}'), e.hasJsonValue(x, ['a', 'c']), false),
    on('a place in a list', text('{"a": [1, {"b": false}]}'), e.hasJsonValue(x, ['a', '1', 'b']), true),
    on('beyond the end of a list', text('[1, 2]'), e.hasJsonValue(x, ['2']), false),
    on('a key of digits', text('{"0": ""}'), e.hasJsonValue(x, ['0']), true),
    on('an empty object is a value', text('{"a": {}}'), e.hasJsonValue(x, ['a']), true),
    on('the null of JSON is none', text('{"a": null}'), e.hasJsonValue(x, ['a']), false),
    on('a text has no members', text('{"a": "b"}'), e.hasJsonValue(x, ['a', 'b']), false),
    on('nor has it characters', text('{"a": "b"}'), e.hasJsonValue(x, ['a', '0']), false),
    on('a list has no length', text('[1]'), e.hasJsonValue(x, ['length']), false),
    on('a dot in a key', text('{"a.b": 1}'), e.hasJsonValue(x, ['a.b']), true),
    on('a slash, a tilde and a quote', text(`{"a/b~1'": 1}`), e.hasJsonValue(x, [`a/b~1'`]), true),
    on('letters outside of ASCII', text('{"größe": 1}'), e.hasJsonValue(x, ['größe']), true),
    on('white space before it', text('\n\t {"a": 1}'), e.hasJsonValue(x, ['a']), true),
    on('case matters', text('{"A": 1}'), e.hasJsonValue(x, ['a']), false),
    on('a number', text('12'), e.hasJsonValue(x, ['a']), false),
    on(
      'a column of the type JSON',
      of('json', '{"a": [{"b": 1}]}'),
      e.hasJsonValue(e.asText(any), ['a', '0', 'b']),
      true,
    ),
    on('the end of a list', text('[1, 2]'), e.hasJsonValue(x, ['1']), true),
    on('a number too long for a double', text(`{"a": ${'9'.repeat(400)}}`), e.hasJsonValue(x, ['a']), true),
    on('no JSON at all', text('n/a'), e.hasJsonValue(x, ['a']), false),
    on('the empty text', text(''), e.hasJsonValue(x, ['a']), false),
    on('null', text(null), e.hasJsonValue(x, ['a']), null),
  ],
  add: [on('numbers', of('integer', 2, 3), e.add(n, m), 5)],
  subtract: [
    on('a negative literal', of('integer', 2), e.subtract(n, e.number(-3)), 5),
    on('exactly, in decimals', of('decimal', '0.3', '0.1'), e.equal(e.subtract(n, m), e.number(0.2)), true),
  ],
  multiply: [on('numbers', of('double', 1.5, 4), e.multiply(n, m), 6)],
  absolute: [on('a negative number', of('decimal', '-2.25'), e.absolute(n), 2.25)],
  round: [
    on('half away from zero', of('decimal', '2.5'), e.round(n, 0), 3),
    on('half away from zero below it', of('decimal', '-2.5'), e.round(n, 0), -3),
    on('digits of a decimal', of('decimal', '0.000005'), e.round(n, 5), 0.00001),
    on('a double', of('double', 1.23456), e.round(n, 2), 1.23),
    on('an integer', of('integer', 7), e.round(n, 2), 7),
  ],
  fraction: [
    on(
      'of a decimal, exactly',
      of('decimal', '99999999999999.123456'),
      e.equal(e.fraction(n), e.number(0.123456)),
      true,
    ),
    on('keeps the sign', of('decimal', '-2.25'), e.fraction(n), -0.25),
    on('of a double', of('double', 1.5), e.fraction(n), 0.5),
    on('of an integer beyond 2^53', of('bigint', '9007199254740993'), e.fraction(n), 0),
  ],
  as_double: [
    on('a decimal', of('decimal', '0.1'), e.asDouble(any), 0.1),
    on('text', text('1e3'), e.asDouble(x), 1000),
  ],
  days_between: [
    on('calendar days', of('date', '2024-02-28', '2024-03-01'), e.daysBetween(from, to), 2),
    on(
      'a second over midnight is a day',
      of('timestamp', '2024-01-31 23:59:59', '2024-02-01 00:00:00'),
      e.daysBetween(from, to),
      1,
    ),
    on('backwards is negative', of('date', '2024-01-02', '2024-01-01'), e.daysBetween(from, to), -1),
    on(
      'a date and a literal',
      of('date', '2024-01-01'),
      e.daysBetween(from, e.moment('2024-01-31T12:00:00Z')),
      30,
    ),
    on(
      'zones are read in UTC',
      of('timestamptz', '2024-01-01 00:30:00+01'),
      e.daysBetween(from, e.moment('2024-01-01')),
      1,
    ),
    on(
      'infinity is at no distance',
      of('date', 'infinity'),
      e.daysBetween(from, e.moment('2024-01-01')),
      null,
    ),
    on('null', of('date', null), e.daysBetween(from, e.moment('2024-01-01')), null),
  ],
  months_between: [
    on('calendar months', of('date', '2024-01-31', '2024-02-01'), e.monthsBetween(from, to), 1),
    on('not thirty days', of('date', '2024-01-01', '2024-01-31'), e.monthsBetween(from, to), 0),
    on(
      'over years',
      of('timestamp', '1899-12-31 23:59:59', '2025-07-01 00:00:00'),
      e.monthsBetween(from, to),
      1507,
    ),
    on('backwards is negative', of('date', '2026-01-01'), e.monthsBetween(from, e.moment('2025-07-01')), -6),
    on(
      'zones are read in UTC',
      of('timestamptz', '2024-02-01 00:30:00+01'),
      e.monthsBetween(from, e.moment('2024-02-01')),
      1,
    ),
    on(
      'infinity is at no distance',
      of('timestamp', '-infinity'),
      e.monthsBetween(from, e.moment('2024-01-01')),
      null,
    ),
  ],
  start_of_day: [
    on('a timestamp', of('timestamp', '2024-02-29 23:59:59.999'), e.startOfDay(from), '2024-02-29'),
    on(
      'a timestamp with time zone',
      of('timestamptz', '2024-03-01 00:30:00+01'),
      e.startOfDay(from),
      '2024-02-29',
    ),
  ],
  start_of_week: [
    on('Monday itself', of('date', '2024-02-26'), e.startOfWeek(from), '2024-02-26'),
    on(
      'Sunday belongs to the week before',
      of('timestamp', '2024-03-03 10:00:00'),
      e.startOfWeek(from),
      '2024-02-26',
    ),
  ],
  start_of_month: [
    on('a date', of('date', '2024-02-29'), e.startOfMonth(from), '2024-02-01'),
    on(
      'the first moment of the calendar',
      of('timestamp', '0001-01-01 00:00:00'),
      e.startOfMonth(from),
      '0001-01-01',
    ),
  ],
  is_finite: [
    on('a number', of('double', 1.5), e.isFiniteValue(n), true),
    on('infinity', of('double', '-Infinity'), e.isFiniteValue(n), false),
    on('not a number', of('double', 'NaN'), e.isFiniteValue(n), false),
    on('a day', of('date', '2024-01-31'), e.isFiniteValue(from), true),
    on('an infinite day', of('date', 'infinity'), e.isFiniteValue(from), false),
  ],
  is_not_a_number: [
    on('not a number', of('double', 'NaN'), e.isNotANumber(n), true),
    on('infinity', of('double', 'Infinity'), e.isNotANumber(n), false),
    on('a whole number', of('integer', 3), e.isNotANumber(n), false),
  ],
  weekday: [
    on('Monday', of('date', '2024-01-01'), e.weekday(from), 1),
    on('Sunday', of('timestamp', '2024-01-07 23:59:59'), e.weekday(from), 7),
    on('infinity has none', of('date', 'infinity'), e.weekday(from), null),
  ],
  hour: [
    on('of the evening', of('timestamp', '2024-01-07 23:59:59'), e.hour(from), 23),
    on('of a day', of('date', '2024-01-07'), e.hour(from), 0),
  ],
  epoch_seconds: [
    on('before 1970', of('date', '1969-12-31'), e.epochSeconds(from), -86_400),
    on('with a fraction', of('timestamp', '1970-01-01 00:00:01.5'), e.epochSeconds(from), 1.5),
  ],
  canonical_number: [
    on('zeros that do not count', of('decimal', '-1.500000'), e.canonicalNumber(n), '-1.5'),
    on('a decimal without a fraction', of('decimal', '1200'), e.canonicalNumber(n), '1200'),
    on('no decimals', of('decimal', '0'), e.canonicalNumber(n), '0'),
    on('of an integer', of('integer', 1200), e.canonicalNumber(n), '1200'),
    on(
      'every digit of a large one',
      of('bigint', '9223372036854775807'),
      e.canonicalNumber(n),
      '9223372036854775807',
    ),
    on('a double as the shortest decimal', of('double', '0.1'), e.canonicalNumber(n), '0.1'),
    on('a whole double', of('double', '1200'), e.canonicalNumber(n), '1200'),
    on(
      'a double with an exponent on one engine',
      of('double', '1e15'),
      e.canonicalNumber(n),
      '1000000000000000',
    ),
    on(
      'a double with an exponent on both',
      of('double', '-1.25e20'),
      e.canonicalNumber(n),
      '-125000000000000000000',
    ),
    on('seventeen digits', of('double', '12345678901234567'), e.canonicalNumber(n), '12345678901234568'),
    on('a small double', of('double', '1.5e-7'), e.canonicalNumber(n), '0.00000015'),
    on('the smallest double', of('double', '5e-324'), e.canonicalNumber(n), `0.${'0'.repeat(323)}5`),
    on('minus zero is zero', of('double', '-0'), e.canonicalNumber(n), '0'),
    on('no number', of('double', 'NaN'), e.canonicalNumber(n), 'NaN'),
    on('without end', of('double', '-Infinity'), e.canonicalNumber(n), '-Infinity'),
    on('null', of('double', null), e.canonicalNumber(n), null),
  ],
  canonical_decimal: [
    on('zeros that do not count', of('decimal', '-1.500000'), e.canonicalDecimal(n), '-1.5'),
    on('a decimal without a fraction', of('decimal', '1200'), e.canonicalDecimal(n), '1200'),
    on('of an integer', of('bigint', '9223372036854775807'), e.canonicalDecimal(n), '9223372036854775807'),
    on('null', of('decimal', null), e.canonicalDecimal(n), null),
  ],
  canonical_moment: [
    on('a date', of('date', '2024-02-29'), e.canonicalMoment(from), '1709164800000000'),
    on('its midnight', of('timestamp', '2024-02-29 00:00:00'), e.canonicalMoment(from), '1709164800000000'),
    on(
      'the same moment with an offset',
      of('timestamptz', '2024-02-29 02:00:00+02'),
      e.canonicalMoment(from),
      '1709164800000000',
    ),
    on('microseconds', of('timestamp', '1969-12-31 23:59:59.999999'), e.canonicalMoment(from), '-1'),
    on('the year 1', of('date', '0001-01-01'), e.canonicalMoment(from), '-62135596800000000'),
    on('far away', of('date', '400000-01-01'), e.canonicalMoment(from), '12560613580800000000'),
    on('never', of('timestamp', 'infinity'), e.canonicalMoment(from), 'Infinity'),
    on('always', of('date', '-infinity'), e.canonicalMoment(from), '-Infinity'),
    on('null', of('date', null), e.canonicalMoment(from), null),
  ],
  row_text: [
    on('joined', text('a', 'b'), e.rowText(x, y), 'a\u001f|b'),
    on('null is not the empty text', text(null, ''), e.rowText(x, y), '\u001fN\u001f|'),
    on(
      'a separator in a text',
      text('a\u001f|b', '\u001fN'),
      e.rowText(x, y),
      'a\u001f\u001f|b\u001f|\u001f\u001fN',
    ),
    on(
      'numbers and moments',
      [
        ['integer', 5],
        ['date', null],
      ],
      e.rowText(e.asText(n), e.canonicalMoment(to)),
      '5\u001f|\u001fN',
    ),
    on('of one', text(null), e.rowText(x), '\u001fN'),
  ],
  md5: [
    on('of nothing', text(''), e.md5(x), 'd41d8cd98f00b204e9800998ecf8427e'),
    on('of bytes in UTF-8', text(EMOJI), e.md5(x), '2a02eac39d716a70ecf37579185927b6'),
    on('spaces and case count', text('A '), e.md5(x), '6743b9fcc57cf1b169fb4ef6c7a955d2'),
    on(
      'composed and decomposed letters differ',
      text(`e${COMBINING_ACUTE}`),
      e.md5(x),
      '5526861fbb1e71a1bda6ac364310a807',
    ),
    on('null', text(null), e.md5(x), null),
  ],
};
