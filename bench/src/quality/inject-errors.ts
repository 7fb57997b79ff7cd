/** The error injector: a dataset, what to damage, and a seed give a damaged dataset and a manifest of every cell. */
import { createRandom } from '@assay/demo-data';
import { columnOf, type Dataset, type QualityTable } from './dataset.ts';
import { type Damage, type ManifestEntry, SEVERITIES, type Severity } from './error-kind.ts';
import type { PlannedDamage, Round } from './plan-rounds.ts';

export interface DoneDamage extends PlannedDamage {
  readonly damage: Damage;
  /** Columns, by their names after the damage. */
  readonly touched: readonly string[];
}
export interface DamagedDataset {
  readonly dataset: Dataset;
  readonly damages: readonly DoneDamage[];
  readonly manifest: readonly ManifestEntry[];
}

/** The same arguments give the same result. What finds no cell to damage is left out. */
export function injectErrors(dataset: Dataset, round: Round, seed: number): DamagedDataset {
  const damages: DoneDamage[] = [];
  const tables = dataset.tables.map((clean) => {
    let table: QualityTable = clean;
    for (const planned of round.filter((each) => each.table === clean.name)) {
      const { kind, severity, column: name } = planned;
      const site = { dataset, table, column: columnOf(table, name) };
      const random = createRandom(seed, `${dataset.name}/${table.name}/${name}/${kind.key}/${severity}`);
      const change = kind.apply(site, shareOf(severity), random);
      if (change === null) continue;
      table = change.table;
      const { entries, touched } = change;
      const share = entries.length / table.rows.length;
      const column = table.columns.find((each) => touched.includes(each.name)) ?? site.column;
      damages.push({
        ...planned,
        touched,
        damage: { dataset, table, column, share, cells: entries.length, entries },
      });
    }
    return table;
  });
  return {
    dataset: { ...dataset, tables },
    damages,
    manifest: damages.flatMap(({ damage }) => damage.entries),
  };
}

const shareOf = (severity: Severity): number => (severity === 'whole' ? 1 : SEVERITIES[severity]);
