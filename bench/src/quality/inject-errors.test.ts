/** The manifest is the truth that findings are judged by: it must be the whole difference, and the same every time. */
import type { Row } from '@assay/demo-data';
import { describe, expect, it } from 'vitest';
import { readHospital } from './clean/hospital.ts';
import { sensors } from './clean/sensors.ts';
import { shop } from './clean/shop.ts';
import { ERROR_KINDS } from './error-kinds.ts';
import { injectErrors } from './inject-errors.ts';
import { planRounds } from './plan-rounds.ts';

const SEED = 11;
const hospital = await readHospital();
const datasets = [shop(SEED, 120), sensors(SEED, 300), hospital.clean];

describe.each(datasets)('errors put into: $name', (dataset) => {
  const injected = planRounds(dataset).map((round) => injectErrors(dataset, round, SEED));

  it('are all in the manifest, and nothing else is', () => {
    for (const { dataset: damaged, manifest, damages } of injected) {
      const listed = new Set(manifest.map(({ table, column, row }) => `${table}/${column}/${row}`));
      // Columns that were declared or written otherwise differ in every row; what they hold is tested by their findings.
      const rewritten = damages.filter(
        ({ kind, severity }) => severity === 'whole' || kind.key.match(/date_format|first|among|units/),
      );
      for (const [index, table] of damaged.tables.entries()) {
        const before = dataset.tables[index]!;
        const skipped = new Set(
          rewritten.filter((done) => done.table === table.name).flatMap(({ touched }) => touched),
        );
        for (const [row, cells] of table.rows.entries()) {
          const original = before.rows[row];
          const wrong = table.columns.filter(
            ({ name }) =>
              !skipped.has(name) &&
              isOther(cells, original, name) &&
              !listed.has(`${table.name}/${name}/${row}`),
          );
          const isAdded = original === undefined && listed.has(`${table.name}/*/${row}`);
          expect(isAdded ? [] : wrong.map(({ name }) => `${table.name}.${name} row ${row}`)).toEqual([]);
        }
      }
      for (const { table, column, row, after } of manifest) {
        const damagedTable = damaged.tables.find(({ name }) => name === table)!;
        if (column !== '*') expect(damagedTable.rows[row]?.[column]).toBe(after);
      }
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const round = planRounds(dataset)[0]!;
    expect(injectErrors(dataset, round, SEED).manifest).toEqual(injected[0]!.manifest);
    expect(injectErrors(dataset, round, SEED + 1).manifest).not.toEqual(injected[0]!.manifest);
  });
});

const isOther = (row: Row, original: Row | undefined, name: string): boolean =>
  row[name] !== original?.[name];

it('every kind of error finds a column that it suits', () => {
  const used = new Set(
    datasets.flatMap((dataset) =>
      planRounds(dataset)
        .flat()
        .map(({ kind }) => kind.key),
    ),
  );
  expect(ERROR_KINDS.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
});

it('the hospital truth has 509 wrong cells in 17 columns', () => {
  expect(hospital.wrongCells.size).toBe(17);
  expect([...hospital.wrongCells.values()].reduce((a, b) => a + b, 0)).toBe(509);
});
