/**
 * Random tables with injected differences, compared between databases: as many are found as a plain comparison of the same
 * rows finds, whatever the types are on each side and however far the comparison goes at a time. The seed is fixed.
 */
import type {
  ExampleCell,
  ExampleTable,
  ExampleType,
  Reconciliation,
  ReconciliationCounts,
} from '@assay/checks';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RelationDescription, runReconciliation } from '../index.ts';
import { RECONCILIATION_LIMITS, type ReconciliationLimits } from '../reconciliation/reconciliation-limits.ts';
import { adversarialTexts } from './adversarial-texts.ts';
import { ENGINE_PAIRS } from './engine-pairs.ts';
import type { OpenedEngine } from './live-engines.ts';

const SEED = 20_250_703;
const TABLES = 24;
/** Those that are looked into little by little, which takes many statements each. */
const TIGHT_TABLES = 8;
const MOST_ROWS = 40;

const texts = adversarialTexts(200).filter((text) => text.length <= 100);
const moment = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 23));

/** The same values in a type for each side. */
const KINDS: readonly {
  readonly types: readonly (readonly [here: ExampleType, there: ExampleType])[];
  readonly cell: fc.Arbitrary<ExampleCell>;
  readonly thereAs?: (cell: ExampleCell) => ExampleCell;
}[] = [
  {
    types: [['text', 'varchar(200)']],
    cell: fc.constantFrom(...texts, '', 'A', 'a', '\u001fN', '\u001f|', '\u001f\u001f|'),
  },
  {
    types: [
      ['integer', 'bigint'],
      ['bigint', 'double'],
      ['integer', 'numeric(12,3)'],
    ],
    cell: fc.integer({ min: -5, max: 1_000_000 }),
  },
  {
    types: [
      ['numeric(12,3)', 'numeric(20,6)'],
      ['numeric(12,3)', 'double'],
      ['double', 'double'],
    ],
    cell: fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  },
  {
    types: [['double', 'double']],
    cell: fc.oneof(
      fc.double({ noNaN: true }).map((x) => String(x + 0)),
      fc.constantFrom('NaN', 'Infinity', '-Infinity', '1e15', '1e16', '123456789012345680'),
    ),
  },
  { types: [['boolean', 'boolean']], cell: fc.boolean() },
  {
    types: [
      ['date', 'timestamp'],
      ['date', 'date'],
    ],
    cell: moment.map((iso) => iso.slice(0, 10)),
  },
  { types: [['timestamp', 'timestamp']], cell: moment.map((iso) => `${iso}456`) },
  {
    types: [['timestamp', 'timestamptz']],
    cell: moment,
    thereAs: (cell) => (cell === null ? null : `${cell}Z`),
  },
  {
    types: [
      ['uuid', 'text'],
      ['uuid', 'uuid'],
    ],
    cell: fc.uuid(),
  },
  { types: [['time', 'time']], cell: moment.map((iso) => iso.slice(11, 19)) },
];

interface Case {
  readonly columns: readonly {
    readonly kind: (typeof KINDS)[number];
    readonly types: readonly [ExampleType, ExampleType];
  }[];
  readonly here: readonly (readonly ExampleCell[])[];
  readonly there: readonly (readonly ExampleCell[])[];
}

/** The first column is the key: few values, so that some come several times. */
const KEY = {
  types: [['integer', 'bigint']] as const,
  cell: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 20 }),
};

const columnOf = fc
  .constantFrom(...KINDS)
  .chain((kind) => fc.constantFrom(...kind.types).map((types) => ({ kind, types })));

const randomCase: fc.Arbitrary<Case> = fc.array(columnOf, { minLength: 1, maxLength: 4 }).chain((others) => {
  const columns = [{ kind: KEY, types: KEY.types[0] }, ...others];
  const cellOf = (kind: { readonly cell: fc.Arbitrary<ExampleCell> }) =>
    fc.option(kind.cell, { nil: null, freq: 8 });
  const row = fc.tuple(KEY.cell, ...others.map(({ kind }) => cellOf(kind)));
  const fate = fc.constantFrom('kept', 'kept', 'kept', 'kept', 'dropped', 'repeated', 'changed');
  return fc
    .tuple(
      fc.array(fc.tuple(row, fate, row), { maxLength: MOST_ROWS, size: 'max' }),
      fc.array(row, { maxLength: 3 }),
    )
    .map(([rows, added]) => ({
      columns,
      here: rows.map(([own]) => own),
      there: [
        ...rows.flatMap(([own, what, other]) => {
          if (what === 'dropped') return [];
          if (what === 'repeated') return [own, own];
          return what === 'changed' ? [[own[0]!, ...other.slice(1)]] : [own];
        }),
        ...added,
      ].reverse(),
    }));
});
const CASES = fc.sample(randomCase, { numRuns: TABLES, seed: SEED });

const tableOf = ({ columns, here, there }: Case, side: 0 | 1): ExampleTable => ({
  table: 'items',
  columns: Object.fromEntries(columns.map(({ types }, index) => [`c${index}`, types[side]])),
  rows: (side === 0 ? here : there).map((row) =>
    row.map((cell, index) =>
      side === 1 ? ((columns[index]!.kind as (typeof KINDS)[number]).thereAs?.(cell) ?? cell) : cell,
    ),
  ),
});
const schemaOf = (index: number) => `case_${index}`;

/** Rows under their keys, equal ones crossed out; -0 and 0 are one number. */
function plainCounts({ here, there }: Case) {
  const keyed = (rows: Case['here']) => {
    const byKey = new Map<string, string[]>();
    for (const [key, ...rest] of rows) {
      const name = JSON.stringify(key);
      byKey.set(name, [
        ...(byKey.get(name) ?? []),
        JSON.stringify(rest.map((cell) => (cell === '-0' ? '0' : cell))),
      ]);
    }
    return byKey;
  };
  const [own, other] = [keyed(here), keyed(there)];
  const found = { missing: 0, extra: 0, different: 0 };
  for (const key of new Set([...own.keys(), ...other.keys()])) {
    const left = [...(own.get(key) ?? [])];
    const right = (other.get(key) ?? []).filter((row) => {
      const index = left.indexOf(row);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    const pairs = Math.min(left.length, right.length);
    found.different += pairs;
    found.missing += left.length - pairs;
    found.extra += right.length - pairs;
  }
  return { ...found, here: here.length, there: there.length };
}

const itemsIn = ({ missing, extra, different, here, there }: ReconciliationCounts) => ({
  missing: missing.items,
  extra: extra.items,
  different: different.items,
  here,
  there,
});

/** Few at a time, so that small tables are looked into as large ones are. */
const TIGHT: ReconciliationLimits = {
  ...RECONCILIATION_LIMITS,
  firstDigits: 1,
  buckets: 256,
  itemsAtATime: 6,
};

describe.each(ENGINE_PAIRS)('random tables in $name', (pair) => {
  if (!pair.here.available() || !pair.there.available()) return it.skip('PostgreSQL is not installed');
  let here: OpenedEngine;
  let there: OpenedEngine;
  const hostile = (side: 0 | 1): ExampleTable => ({
    table: 'items',
    columns: { c0: side === 0 ? 'integer' : 'numeric(10,2)', c1: 'text' },
    rows: adversarialTexts(1000).map((text, index) => [index, text]),
  });
  beforeAll(async () => {
    const schemas = (side: 0 | 1) => [
      ...CASES.map((one, index) => ({ schema: schemaOf(index), tables: [tableOf(one, side)] })),
      { schema: 'hostile', tables: [hostile(side)] },
    ];
    here = await pair.here.open(schemas(0));
    there = await pair.there.open(schemas(1));
  });
  afterAll(async () => {
    await here?.close();
    await there?.close();
  });

  async function compare(
    schema: string,
    limits?: ReconciliationLimits,
    keys = 1,
  ): Promise<ReconciliationCounts> {
    const side = async ({ target }: OpenedEngine) => {
      const [table] = (await target.describe(schema, ['items'])) as [RelationDescription];
      return {
        from: { table: { schema, table: 'items' }, where: null },
        keys: table.columns.slice(0, keys),
        compared: table.columns.slice(keys),
      };
    };
    const reconciliation: Reconciliation = { kind: 'rows', here: await side(here), there: await side(there) };
    const { signal } = new AbortController();
    const reference = { name: 'reference', target: there.target };
    const answer = await runReconciliation(
      here.target,
      reference,
      reconciliation,
      here.options,
      signal,
      limits,
    );
    if ('error' in answer) throw new Error(answer.error);
    return answer.counts;
  }

  it('have the differences that a plain comparison finds', async () => {
    for (const [index, one] of CASES.entries())
      expect({ index, ...itemsIn(await compare(schemaOf(index))) }).toEqual({ index, ...plainCounts(one) });
  });

  it('have them also when little is looked at together', async () => {
    let complete = 0;
    for (const [index, one] of CASES.slice(0, TIGHT_TABLES).entries()) {
      const counts = await compare(schemaOf(index), TIGHT);
      // More items than are fetched at a time under one key.
      if (counts.isLowerBound) continue;
      complete++;
      expect({ index, ...itemsIn(counts) }).toEqual({ index, ...plainCounts(one) });
    }
    expect(complete).toBeGreaterThan(TIGHT_TABLES / 2);
  });

  it('have at least as many as are counted up to a limit', async () => {
    const limits = { ...TIGHT, items: 10 };
    let cut = 0;
    for (const [index, one] of CASES.slice(0, TIGHT_TABLES).entries()) {
      const counts = await compare(schemaOf(index), limits);
      const [least, plain] = [itemsIn(counts), plainCounts(one)];
      const sum = ({ missing, extra, different }: typeof plain) => missing + extra + different;
      expect(sum(least)).toBeLessThanOrEqual(sum(plain));
      if (counts.isLowerBound) {
        cut++;
        expect(sum(least)).toBeGreaterThan(0);
      } else expect(least).toEqual(plain);
    }
    expect(cut).toBeGreaterThan(0);
  });

  it('are equal where every text is, however odd', async () => {
    const { missing, extra, different, here: items } = await compare('hostile');
    expect([missing.items, extra.items, different.items]).toEqual([0, 0, 0]);
    expect(items).toBe(adversarialTexts(1000).length);
    const asKeys = await compare('hostile', undefined, 2);
    expect(itemsIn(asKeys)).toMatchObject({ missing: 0, extra: 0, different: 0 });
  });
});
