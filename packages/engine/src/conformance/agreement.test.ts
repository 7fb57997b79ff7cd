/**
 * Every predicate on text that was written for speed says, of any text and on every engine, what its plain definition says.
 * ASSAY_AGREEMENT=10 draws ten times as many texts.
 */
import { LISTED_CHARACTERS, type MeasureName, PROFILE_MEASURES, VALUE_GROUPINGS } from '@assay/checks';
import { column, createRenderer, type Expression } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adversarialTexts } from './adversarial-texts.ts';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';
import { isBlank, plainDefinitions, shapeOf } from './plain-text-definitions.ts';

const EFFORT = Number(process.env.ASSAY_AGREEMENT ?? 1);
const RUN_AT = '2025-07-01T00:00:00Z';
const TEXTS = adversarialTexts(1_500 * EFFORT);

const text = column('v', 'text');
const subject = { value: text, text, number: text as never, anyNumber: text as never, moment: text as never };
const context = { runAt: RUN_AT, isDecimal: null, hasTime: false, generalType: 'A' } as const;

/** What a measure of text asks of each value; null for those that look at whole columns. */
function expressionOf(name: MeasureName): Expression | null {
  const measure = PROFILE_MEASURES.find((candidate) => candidate.name === name);
  if (measure === undefined || !('aggregate' in measure) || !measure.appliesTo.includes('A')) return null;
  const aggregate = measure.aggregate(subject, context);
  return aggregate === null || aggregate.aggregate === 'count_rows' ? null : aggregate.of;
}

/** The literals of the first list of words in an expression. */
function wordsIn(expression: Expression | null): string[] {
  if (expression?.kind !== 'call') return [];
  if (expression.fn === 'is_in')
    return expression.args.slice(1).flatMap((arg) => (arg.kind === 'literal' ? String(arg.value) : []));
  return expression.args.flatMap(wordsIn);
}

const definitions = plainDefinitions({
  missing: new Set(wordsIn(expressionOf('filled_value_ct'))),
  states: new Set(wordsIn(expressionOf('std_state_usa_ct'))),
});
const patterns = VALUE_GROUPINGS.find(({ name }) => name === 'patterns')!.groupBy(subject, context);

/** Unicode's later scripts: engines carry different versions of it, and not all know that these letters have two cases. */
const LATER_SCRIPTS = 0x0530;
/** JavaScript writes the upper case of some letters with two; engines keep to one. Only the folded form is concerned. */
const agreesOnCase = (value: string): boolean =>
  [...value].every((character) => {
    const [upper, lower] = [character.toUpperCase(), character.toLowerCase()];
    if (upper === lower) return true;
    return (
      (character.codePointAt(0) as number) < LATER_SCRIPTS &&
      [...upper].length === 1 &&
      upper.toLowerCase() === lower
    );
  });
const isCompared = (name: MeasureName, value: string): boolean =>
  name !== 'distinct_std_value_ct' || agreesOnCase(value);

const NOT_OF_ONE_VALUE: readonly MeasureName[] = [
  'avg_length',
  'distinct_value_ct',
  'entropy',
  'max_text',
  'min_text',
  'null_value_ct',
  'value_ct',
];

it('every measure that looks at single texts has a plain definition', () => {
  const without = PROFILE_MEASURES.map(({ name }) => name).filter(
    (name) => expressionOf(name) !== null && !definitions.has(name) && !NOT_OF_ONE_VALUE.includes(name),
  );
  expect(without).toEqual([]);
});

/** DuckDB's driver for Node leaves a byte order mark out when text begins with it; what is measured in SQL has it. */
const asDriverReads = (answer: unknown): unknown =>
  typeof answer === 'string' && answer.startsWith('\ufeff') ? answer.slice(1) : answer;

describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull'))(
  'single texts on $name',
  (engine) => {
    if (!engine.available()) return it.skip('PostgreSQL is not installed');
    let opened: OpenedEngine;
    const rows = TEXTS.map((value, i) => [i, value]);
    beforeAll(async () => {
      const table = { table: 'texts', columns: { i: 'integer', v: 'text' }, rows } as const;
      opened = await engine.open([{ schema: 'agreement', tables: [table] }]);
    });
    afterAll(() => opened?.close());

    async function answersOf(expression: Expression) {
      const renderer = createRenderer(opened.target.dialect);
      const relation = renderer.tableName({ schema: 'agreement', table: 'texts' });
      const sql = `SELECT i, ${renderer.expression(expression)} AS answer FROM ${relation} ORDER BY i`;
      return (await opened.target.query(renderer.statement(sql))).map(({ answer }) =>
        asDriverReads(answer ?? null),
      );
    }

    it.each([...definitions])(`%s: ${TEXTS.length} texts, no difference`, async (name, define) => {
      const answers = await answersOf(expressionOf(name)!);
      expect(answers).toHaveLength(TEXTS.length);
      const differences = TEXTS.flatMap((value, i) => {
        const expected = asDriverReads(define(value));
        return answers[i] === expected || !isCompared(name, value)
          ? []
          : [{ value, expected, answer: answers[i] }];
      });
      expect(differences).toEqual([]);
    });

    it(`patterns: ${TEXTS.length} texts, no difference`, async () => {
      const answers = await answersOf(patterns!);
      const differences = TEXTS.filter(
        (value, i) => answers[i] !== (isBlank(value) ? null : asDriverReads(shapeOf(value))),
      );
      expect(differences).toEqual([]);
    });
  },
);

/** Small enough that all patterns of a column are listed. */
const VALUES_A_COLUMN = 8;
const COLUMNS = 24 * EFFORT;
const COLUMNS_A_TABLE = 12;

/** Texts dealt out to columns, each once to three times, among nulls. */
const dealt = Array.from({ length: COLUMNS }, (_, place) => {
  const stride = Math.floor(TEXTS.length / (COLUMNS * VALUES_A_COLUMN));
  return Array.from({ length: VALUES_A_COLUMN }, (_, i) => ({
    value: TEXTS[(place * VALUES_A_COLUMN + i) * stride] as string,
    rows: 1 + ((place + i) % 3),
  }));
});
const ROWS = VALUES_A_COLUMN * 3;
const tables = Array.from({ length: COLUMNS / COLUMNS_A_TABLE }, (_, index) => {
  const columns = dealt.slice(index * COLUMNS_A_TABLE, (index + 1) * COLUMNS_A_TABLE);
  const cells = columns.map((values) => {
    const filled = values.flatMap(({ value, rows }) => Array<string>(rows).fill(value));
    return Array.from({ length: ROWS }, (_, row) => filled[(row * 7) % ROWS] ?? null);
  });
  return {
    table: `texts${index}`,
    columns: Object.fromEntries(columns.map((_, i) => [`c${i}`, 'text' as const])),
    rows: Array.from({ length: ROWS }, (_, row) => cells.map((column) => column[row] ?? null)),
  };
});
const counted = [...definitions].filter(([name]) => name.endsWith('_ct') && name !== 'distinct_std_value_ct');

const listed = (shape: string): string => [...shape].slice(0, LISTED_CHARACTERS).join('');

describe.each(LIVE_ENGINES)('profiles of odd texts on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  beforeAll(async () => {
    opened = await engine.open([{ schema: 'agreement', tables }]);
  });
  afterAll(() => opened?.close());

  it(`${COLUMNS} columns x ${counted.length + 3} measures: no difference`, async () => {
    const described = await opened.target.describe('agreement', null);
    const profiles = await profileAll(opened, described, engine.strategy, RUN_AT);
    for (const [place, values] of dealt.entries()) {
      const table = profiles.get(`texts${Math.floor(place / COLUMNS_A_TABLE)}`);
      expect(table?.error).toBeNull();
      const profile = table?.columns[place % COLUMNS_A_TABLE];
      const sum = (of: (value: string) => number) =>
        values.reduce((total, { value, rows }) => total + rows * of(value), 0);
      const expected: Record<string, unknown> = Object.fromEntries(
        counted.map(([name, define]) => [name, sum((value) => (define(value) === true ? 1 : 0))]),
      );
      const shapes = new Map<string, number>();
      for (const { value, rows } of values)
        if (!isBlank(value)) shapes.set(shapeOf(value), (shapes.get(shapeOf(value)) ?? 0) + rows);
      expected.value_ct = sum(() => 1);
      expected.patterns = [...shapes]
        .map(([shape, rows]) => `${rows} ${asDriverReads(listed(shape))}`)
        .sort();
      const actual = {
        ...Object.fromEntries(
          Object.keys(expected).map((name) => [name, profile?.measures[name as MeasureName]]),
        ),
        patterns: profile?.patterns?.items
          .map(({ value, count }) => `${count} ${asDriverReads(value)}`)
          .sort(),
      };
      expect([profile?.error, actual], JSON.stringify(values)).toEqual([null, expected]);
    }
  });
});
