/** Alarms of a generated suite on data that are as good as those it was made from. */
import { createRandom } from '@assay/demo-data';
import type { Dataset, QualityTable } from '../quality/dataset.ts';
import { RUN_AT } from '../quality/moments.ts';
import { datasetIn, withProfiles } from '../quality/with-profiles.ts';
import { alarms, generatedSuite, type JudgedTest, runSuite } from './generated-suite.ts';

export interface AlarmOutcome {
  readonly name: string;
  /** Tests times datasets. */
  readonly judged: number;
  readonly alarms: readonly JudgedTest[];
}

/** The suite is made from `learnt` and run on each of the others. */
export async function falseAlarms(
  name: string,
  learnt: Dataset,
  others: readonly Dataset[],
): Promise<AlarmOutcome> {
  const definitions = await withProfiles(datasetIn(learnt), RUN_AT, async ({ profiles }) =>
    generatedSuite(profiles, RUN_AT),
  );
  const judged: JudgedTest[] = [];
  for (const other of others) {
    process.stderr.write(`${name}: ${other.name}\n`);
    judged.push(
      ...(await withProfiles(datasetIn(other), RUN_AT, (profiled) =>
        runSuite(definitions, profiled, RUN_AT),
      )),
    );
  }
  return { name, judged: judged.length, alarms: alarms(judged) };
}

/** Each row stays with the chance `share`: a bootstrap with replacement would repeat keys, which is no clean resample. */
export function resampled(dataset: Dataset, share: number, seed: number): Dataset {
  const random = createRandom(seed, `${dataset.name}/resample`);
  const kept = (table: QualityTable): QualityTable => ({
    ...table,
    rows: table.rows.filter(() => random.next() < share),
  });
  return { ...dataset, name: `${dataset.name}, sample ${seed}`, tables: dataset.tables.map(kept) };
}
