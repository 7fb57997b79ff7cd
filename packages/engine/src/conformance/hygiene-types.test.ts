/** Every example of every hygiene issue type: rows in, findings out, on every way of measuring. */
import {
  DEFAULT_INTERPRETATION,
  detectHygieneIssues,
  EXAMPLE_RUN_AT,
  HYGIENE_TYPES,
  interpretProfile,
  planReferences,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerReferences } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';

const cases = HYGIENE_TYPES.flatMap((type) =>
  type.examples.map((example, index) => ({
    says: `${type.key}: ${example.says}`,
    type,
    example,
    schema: `${type.key.toLowerCase()}_${index}`,
  })),
);

/** Columns of one name that differ in the length of their text alone. */
function isAboutTextLengths({ example }: (typeof cases)[number]): boolean {
  const types = example.tables.flatMap(({ columns }) => Object.entries(columns));
  return types.some(([name, type]) =>
    types.some(
      ([other, another]) =>
        name === other && type !== another && /^varchar/.test(type) && /^varchar/.test(another),
    ),
  );
}

describe.each(LIVE_ENGINES)('hygiene issues on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  beforeAll(async () => {
    opened = await engine.open(cases.map(({ schema, example }) => ({ schema, tables: example.tables })));
  });
  afterAll(() => opened?.close());

  const fitting = cases.filter((one) => engine.keepsTextLengths || !isAboutTextLengths(one));
  it.each(fitting)('$says', async ({ type, example, schema }) => {
    const runAt = example.runAt ?? EXAMPLE_RUN_AT;
    const described = await opened.target.describe(schema, null);
    const measured = await profileAll(opened, described, engine.strategy, runAt);
    const profiles = interpretProfile([...measured.values()], DEFAULT_INTERPRETATION, runAt);
    const references = await answerReferences(opened.target, schema, planReferences(profiles));
    const { issues, failures } = detectHygieneIssues(profiles, { runAt, references }, [type]);
    expect(failures).toEqual([]);
    const byPlace = <T extends { table: string; column: string }>(items: readonly T[]) =>
      items.toSorted((a, b) => (`${a.table}.${a.column}` < `${b.table}.${b.column}` ? -1 : 1));
    const found = byPlace(issues);
    expect(found.map(({ table, column }) => ({ table, column }))).toEqual(
      byPlace(example.expect).map(({ table, column }) => ({ table, column })),
    );
    byPlace(example.expect).forEach((expected, index) => {
      const issue = found[index]!;
      if (expected.prevalence === null) expect(issue.prevalence).toBeNull();
      else expect(issue.prevalence).toBeCloseTo(expected.prevalence, 5);
      expect(issue.facts).toMatchObject(expected.facts ?? {});
    });
  });
});
