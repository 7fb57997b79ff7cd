import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from './metric-declarations.ts';

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

it('the example alert rules ask for metrics that exist, by labels that these have', () => {
  const file = new URL('../../../../docs/guides/alert-rules.yml', import.meta.url);
  const { groups } = parse(readFileSync(file, 'utf8')) as RuleFile;
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, expr } of rules) {
    const asked = [...expr.matchAll(/(assay_\w+)(?:\{(\w+)=)?/g)];
    expect(asked.length, alert).toBeGreaterThan(0);
    for (const [, name, label] of asked) {
      const declared = Object.values(METRICS).find((metric) => metric.name === name);
      expect(declared, `${alert}: ${name}`).toBeDefined();
      if (label !== undefined) expect(declared?.labels, alert).toContain(label);
    }
  }
});
