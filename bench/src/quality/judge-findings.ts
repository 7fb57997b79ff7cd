/** Findings against the truth: what was expected and found, what was not, and what was found without cause. */

import type { Dataset } from './dataset.ts';
import type { Severity } from './error-kind.ts';
import type { Finding } from './find-issues.ts';
import type { DamagedDataset, DoneDamage } from './inject-errors.ts';

/** Personal data are a trait of clean columns too; they are judged apart. */
export const PERSONAL_DATA = 'Potential_PII';
/** Findings that concern several tables or whole rows stand in places of their own. */
const SEVERAL_TABLES = '(multi-table)';
const WHOLE_TABLE = '(table)';
const SEVERAL_COLUMNS = '(multi-column)';

export interface Verdict {
  readonly dataset: string;
  readonly table: string;
  readonly column: string;
  /** `clean` where nothing was injected. */
  readonly kind: string;
  readonly severity: Severity | 'none';
  readonly type: string;
  /** hit: asked for and found; miss: asked for, not found; consequence: true, not asked for; alarm: found without cause. */
  readonly verdict: 'hit' | 'miss' | 'consequence' | 'alarm';
  readonly detail: string;
}

const keyOf = ({ table, column, type }: Finding): string => JSON.stringify([table, column, type]);

export function judgeDamaged(
  clean: readonly Finding[],
  { dataset, damages }: DamagedDataset,
  findings: readonly Finding[],
): Verdict[] {
  const known = new Set(clean.map(keyOf));
  const verdicts: Verdict[] = [];
  for (const done of damages) {
    for (const type of done.kind.expects(done.damage).must) {
      const found = findings.find((finding) => finding.type === type && isAbout(dataset, finding, done));
      const place = { table: done.table, column: done.column, kind: done.kind.key, severity: done.severity };
      const verdict = found === undefined ? 'miss' : 'hit';
      verdicts.push({ dataset: dataset.name, ...place, type, verdict, detail: found?.detail ?? '' });
    }
  }
  for (const finding of findings) {
    if (known.has(keyOf(finding)) || finding.type === PERSONAL_DATA) continue;
    const near = damages.filter((done) => isAbout(dataset, finding, done));
    const causes = near.filter(({ kind, damage }) => {
      const { must, may } = kind.expects(damage);
      return [...must, ...may].includes(finding.type);
    });
    // A finding that was asked for is a hit already.
    if (causes.some(({ kind, damage }) => kind.expects(damage).must.includes(finding.type))) continue;
    const [cause] = [...causes, ...near];
    verdicts.push({
      dataset: dataset.name,
      table: finding.table,
      column: finding.column,
      kind: cause?.kind.key ?? 'clean',
      severity: cause?.severity ?? 'none',
      type: finding.type,
      verdict:
        causes.length > 0 || near.some(({ damage }) => hasTrait(damage, finding.type))
          ? 'consequence'
          : 'alarm',
      detail: finding.detail,
    });
  }
  return verdicts;
}

/** Findings on data where nothing was injected; those that a trait of the column explains are `consequence`. */
export function judgeClean(dataset: Dataset, findings: readonly Finding[]): Verdict[] {
  return findings
    .filter(({ type }) => type !== PERSONAL_DATA)
    .map(({ table, column, type, detail }) => {
      const traits = dataset.tables
        .filter(({ name }) => name === table || table === SEVERAL_TABLES)
        .flatMap(({ columns }) => columns.filter(({ name }) => name === column))
        .flatMap((each) => each.traits);
      const verdict = traits.some((trait) => trait.type === type) ? 'consequence' : 'alarm';
      return { dataset: dataset.name, table, column, kind: 'clean', severity: 'none', type, verdict, detail };
    });
}

const hasTrait = ({ column }: DoneDamage['damage'], type: string): boolean =>
  column.traits.some((trait) => trait.type === type);

/** Whether a finding stands where the damage is, or names it as the other side of a rule. */
function isAbout(dataset: Dataset, finding: Finding, { table, touched }: DoneDamage): boolean {
  const names = [...finding.column.split(/, /), ...textsIn(finding.facts)];
  if (finding.table === table || finding.table === SEVERAL_TABLES)
    return (
      touched.some((column) => names.includes(column)) ||
      (touched.includes(WHOLE_TABLE) && finding.column === WHOLE_TABLE) ||
      finding.column === SEVERAL_COLUMNS
    );
  return dataset.references.some(
    (reference) =>
      reference.table === finding.table &&
      reference.column === finding.column &&
      reference.parentTable === table &&
      touched.includes(reference.parentColumn),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
