import { describe, expect, it } from 'vitest';
import { detectHygieneIssues } from '../detect-hygiene.ts';
import { EXAMPLE_RUN_AT } from '../example.ts';
import { LIKELIHOOD_RISK } from '../hygiene-issue-type.ts';
import { DEFAULT_INTERPRETATION, interpretProfile } from '../interpret-profile.ts';
import { measureExampleTable } from '../testing/measure-example-table.ts';
import { HYGIENE_TYPES } from './catalog.generated.ts';

const ORDER_OF_KEYS =
  'level key name likelihood dqDimension impactDimension criterion description suggestion showsValues examples detect'.split(
    ' ',
  );

describe.each(HYGIENE_TYPES)('$key', (type) => {
  it('declares its parts in the order of its siblings, in whole sentences', () => {
    expect(Object.keys(type)).toEqual(ORDER_OF_KEYS);
    for (const text of [type.criterion, type.description, type.suggestion])
      expect(text).toMatch(/^[A-Z].+\.$/s);
  });

  it.each([...type.examples])('$says', ({ tables, runAt = EXAMPLE_RUN_AT, expect: expected }) => {
    const measured = tables.map((table) => measureExampleTable(table, runAt));
    const profiles = interpretProfile(measured, DEFAULT_INTERPRETATION, runAt);
    const { issues, failures } = detectHygieneIssues(profiles, { runAt }, [type]);
    expect(failures).toEqual([]);
    expect(issues).toEqual(
      expected.map(({ table, column, prevalence, facts = {} }) =>
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
    for (const { tables, runAt = EXAMPLE_RUN_AT } of type.examples) {
      const measured = tables.map((table) => measureExampleTable(table, runAt));
      const profiles = interpretProfile(measured, DEFAULT_INTERPRETATION, runAt);
      const shown = JSON.stringify(detectHygieneIssues(profiles, { runAt }, [type]).issues);
      const texts = tables
        .flatMap(({ rows }) => rows.flat())
        .filter((cell) => typeof cell === 'string' && cell.length > 3);
      const shows = texts.some((text) => shown.includes(String(text)));
      if (shows) expect(type.showsValues).toBe(true);
    }
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
