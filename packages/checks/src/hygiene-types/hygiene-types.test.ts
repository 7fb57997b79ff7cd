import { describe, expect, it } from 'vitest';
import { detectHygieneIssues } from '../detect-hygiene.ts';
import { EXAMPLE_RUN_AT } from '../example.ts';
import {
  type HygieneExample,
  type HygieneIssueType,
  LIKELIHOOD_RISK,
  type ThresholdSettings,
} from '../hygiene-issue-type.ts';
import { answerExampleReferences, profileExampleTables } from '../testing/profile-example-tables.ts';
import { HYGIENE_TYPES } from './catalog.generated.ts';

const ORDER_OF_KEYS =
  'level key name likelihood dqDimension impactDimension criterion description suggestion showsValues thresholds examples detect'.split(
    ' ',
  );

/** Examples are measured once; detecting again is cheap. */
const preparedExamples = new Map<HygieneExample, Parameters<typeof detectHygieneIssues>>();
function findingsOf(type: HygieneIssueType, example: HygieneExample, thresholds: ThresholdSettings = {}) {
  const { tables, runAt = EXAMPLE_RUN_AT } = example;
  let prepared = preparedExamples.get(example);
  if (prepared === undefined) {
    const profiles = profileExampleTables(tables, {}, runAt);
    prepared = [profiles, { runAt, references: answerExampleReferences(tables, profiles) }];
    preparedExamples.set(example, prepared);
  }
  const [profiles, settings] = prepared;
  return detectHygieneIssues(profiles, { ...settings, thresholds }, [type]);
}

describe.each(HYGIENE_TYPES)('$key', (type) => {
  it('declares its parts in the order of its siblings, in whole sentences', () => {
    expect(Object.keys(type)).toEqual(
      ORDER_OF_KEYS.filter((key) => key !== 'thresholds' || type.thresholds !== undefined),
    );
    for (const text of [type.criterion, type.description, type.suggestion])
      expect(text).toMatch(/^[A-Z].+\.$/s);
  });

  it.each([...type.examples])('$says', (example) => {
    const { issues, failures } = findingsOf(type, example);
    expect(failures).toEqual([]);
    expect(issues).toEqual(
      example.expect.map(({ table, column, prevalence, facts = {} }) =>
        expect.objectContaining({
          issueType: type.key,
          table,
          column,
          likelihood: type.likelihood,
          prevalence: prevalence === null ? null : expect.closeTo(prevalence, 9),
          facts: expect.objectContaining(facts),
        }),
      ),
    );
    for (const { detail } of issues) expect(detail).toMatch(/\S.*\.$/s);
  });

  it('admits it when its findings show values of the column', () => {
    for (const example of type.examples) {
      const { tables } = example;
      const shown = JSON.stringify(findingsOf(type, example).issues);
      const texts = tables
        .flatMap(({ rows }) => rows.flat())
        .filter((cell) => typeof cell === 'string' && cell.length > 3);
      const shows = texts.some((text) => shown.includes(String(text)));
      if (shows) expect(type.showsValues).toBe(true);
    }
  });

  it.each(Object.entries(type.thresholds ?? {}))('obeys its threshold %s', (name, threshold) => {
    expect(threshold.minimum).toBeLessThanOrEqual(threshold.default);
    expect(threshold.maximum).toBeGreaterThanOrEqual(threshold.default);
    const outcome = (value: number) =>
      JSON.stringify(
        type.examples.map((example) => findingsOf(type, example, { [type.key]: { [name]: value } })),
      );
    const outcomes = [threshold.default, threshold.minimum, threshold.maximum].map(outcome);
    expect(outcomes.join(), 'no detector throws').not.toContain('"message"');
    expect(new Set(outcomes).size, 'some example comes out otherwise').toBeGreaterThan(1);
  });

  it('has examples of both outcomes', () => {
    expect(type.examples.some(({ expect: findings }) => findings.length > 0)).toBe(true);
    const tables = type.examples.flatMap((example) => example.tables);
    const findings = type.examples.flatMap((example) => example.expect);
    const columns = tables.reduce((sum, table) => sum + Object.keys(table.columns).length, 0);
    expect(columns).toBeGreaterThan(findings.length);
  });
});

describe('the catalog of hygiene types', () => {
  it('has no key twice, and keys that a URL can carry', () => {
    const keys = HYGIENE_TYPES.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/);
  });
  it('knows the risk of every likelihood', () => {
    for (const { likelihood } of HYGIENE_TYPES) expect(LIKELIHOOD_RISK).toHaveProperty([likelihood]);
  });
});
