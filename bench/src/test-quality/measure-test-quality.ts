/**
 * `test-quality [--seed=7] [--only=injected|alarms|hospital] [--no-write]`: what generated tests notice and how often they
 * cry wolf, into bench/QUALITY.md. `--only` does one part and writes nothing.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateDemoData, MANIFEST_FILE } from '@assay/demo-data';
import type { TargetConfig } from '@assay/engine';
import { readHospital } from '../quality/clean/hospital.ts';
import { sensors } from '../quality/clean/sensors.ts';
import { shop } from '../quality/clean/shop.ts';
import { AS_OF, RUN_AT } from '../quality/moments.ts';
import { datasetIn } from '../quality/with-profiles.ts';
import { writeSection } from '../quality/write-section.ts';
import { falseAlarms, resampled } from './false-alarms.ts';
import { hospitalTests } from './hospital-tests.ts';
import { injectDefects } from './injected-defects.ts';
import { testQualityReport } from './test-quality-report.ts';

const CUSTOMERS = 1_200;
const READINGS = 3_000;
/** Datasets that a suite is run on for false alarms. */
const RESAMPLES = 5;
/** Of the rows of the hospital table that a resample keeps. */
const SHARE_KEPT = 0.9;

const PARTS = ['injected', 'alarms', 'hospital'] as const;

export async function measureTestQuality(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      seed: { type: 'string', default: '7' },
      only: { type: 'string' },
      'no-write': { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new RangeError('--seed takes a whole number');
  const { only } = values;
  if (only !== undefined && !PARTS.some((part) => part === only))
    throw new RangeError(`--only takes one of ${PARTS.join(', ')}`);
  const wants = (part: (typeof PARTS)[number]): boolean => only === undefined || only === part;

  const truth = await readHospital();
  const at = { runAt: RUN_AT, seed };
  const report = testQualityReport({
    seed,
    resamples: RESAMPLES,
    injected: wants('injected')
      ? [
          await injectDefects('demo', demoIn(seed), at),
          await injectDefects('hospital', datasetIn(truth.clean), at),
        ]
      : [],
    alarms: wants('alarms') ? await allAlarms(seed, truth.clean) : [],
    hospital: wants('hospital') ? await hospitalTests(truth) : null,
  });
  if (only !== undefined || values['no-write']) console.log(report);
  else await writeSection('tests', report);
}

const demoIn =
  (seed: number) =>
  async (folder: string): Promise<TargetConfig> => {
    await generateDemoData(folder, { seed, asOf: AS_OF });
    // It is about the data and none of them.
    await rm(join(folder, MANIFEST_FILE));
    return { type: 'files', path: folder };
  };

async function allAlarms(seed: number, hospital: Awaited<ReturnType<typeof readHospital>>['clean']) {
  const seeds = Array.from({ length: RESAMPLES }, (_, index) => seed + 1 + index);
  return [
    await falseAlarms(
      'shop, other seeds',
      shop(seed, CUSTOMERS),
      seeds.map((other) => ({ ...shop(other, CUSTOMERS), name: `shop ${other}` })),
    ),
    await falseAlarms(
      'sensors, other seeds',
      sensors(seed, READINGS),
      seeds.map((other) => ({ ...sensors(other, READINGS), name: `sensors ${other}` })),
    ),
    await falseAlarms(
      'hospital, nine rows of ten',
      hospital,
      seeds.map((other) => resampled(hospital, SHARE_KEPT, other)),
    ),
  ];
}
