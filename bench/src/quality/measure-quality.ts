/**
 * `quality [--seed=7] [--rounds=N] [--only=NAME] [--all-severities] [--no-write]`: precision and recall of the hygiene issue types on data whose
 * errors are known, into bench/QUALITY.md. `--rounds` takes only the first damaged copies of each dataset, `--only` the
 * datasets whose name holds a text; neither writes the file.
 */
import { parseArgs } from 'node:util';
import { readHospital } from './clean/hospital.ts';
import { sensors } from './clean/sensors.ts';
import { shop } from './clean/shop.ts';
import type { Dataset } from './dataset.ts';
import { hospitalOutcome } from './hospital-outcome.ts';
import { qualityReport } from './quality-report.ts';
import { type DatasetOutcome, runDataset } from './run-datasets.ts';
import { writeSection } from './write-section.ts';

/** These are damaged; the others are profiled clean only. */
const DAMAGED = { customers: 1_200, readings: 3_000 } as const;
const CLEAN_SHOPS = [400, 8_000] as const;
const CLEAN_READINGS = [800, 60_000] as const;

export async function measureQuality(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      seed: { type: 'string', default: '7' },
      rounds: { type: 'string' },
      only: { type: 'string', default: '' },
      'all-severities': { type: 'boolean', default: false },
      'no-write': { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new RangeError('--seed takes a whole number');
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  if (rounds !== null && !(Number.isInteger(rounds) && rounds >= 0))
    throw new RangeError('--rounds takes a whole number from 0 on');

  const onProgress = (text: string) => void process.stderr.write(`${text}\n`);
  const chosen = (dataset: Dataset) => dataset.name.includes(values.only);
  const damageable = [
    shop(seed, DAMAGED.customers),
    sensors(seed, DAMAGED.readings),
    (await readHospital()).clean,
  ].filter(chosen);
  const cleanOnly = [
    ...CLEAN_SHOPS.map((customers) => shop(seed, customers)),
    ...CLEAN_READINGS.map((readings) => sensors(seed, readings)),
  ].filter(chosen);

  const outcomes: DatasetOutcome[] = [];
  const allSeverities = values['all-severities'];
  outcomes.push(
    ...(await Promise.all(
      damageable.map((dataset) => runDataset(dataset, { seed, rounds, allSeverities, onProgress })),
    )),
  );
  for (const dataset of cleanOnly)
    outcomes.push(await runDataset(dataset, { seed, rounds: 0, allSeverities, onProgress }));
  const hospital = await hospitalOutcome();

  const report = qualityReport({ seed, outcomes, hospital: hospital.columns });
  if (rounds !== null || values.only !== '' || values['no-write']) console.log(report);
  else await writeSection('findings', report);
}
