/** The part of bench/QUALITY.md about generated tests. Nothing in it depends on the machine or the day. */
import { MUTATIONS, scoreMutants } from '@assay/checks';
import type { CheckedMutant } from '@assay/engine';
import { markdownTable } from '../report.ts';
import type { AlarmOutcome } from './false-alarms.ts';
import type { HospitalTestedColumn, HospitalTests } from './hospital-tests.ts';
import type { DefectOutcome } from './injected-defects.ts';
import { ALARMS_BECAUSE, MISSES_BECAUSE, WEAKNESSES } from './reasons.ts';

export interface TestQualityResults {
  readonly seed: number;
  readonly resamples: number;
  readonly injected: readonly DefectOutcome[];
  readonly alarms: readonly AlarmOutcome[];
  readonly hospital: HospitalTests | null;
}

export function testQualityReport(results: TestQualityResults): string {
  const { injected, alarms, hospital } = results;
  return `${[
    '# Quality of generated tests',
    introduction(results),
    '## Summary of the tests',
    summary(results),
    ...injected.flatMap((outcome) => [`## Injected defects: ${outcome.name}`, byDefect(outcome)]),
    ...(injected.length === 0 ? [] : ['## Why defects are missed', missesBecause(injected)]),
    ...(hospital === null ? [] : ['## Hospital, as it came', hospitalTable(hospital)]),
    ...(alarms.length === 0 ? [] : ['## False alarms of the tests', alarmTable(alarms)]),
    '## What would help, in general',
    WEAKNESSES.map((weakness) => `- ${weakness}`).join('\n'),
  ].join('\n\n')}\n`;
}

const introduction = ({ seed, resamples }: TestQualityResults): string =>
  `Written by \`npm run bench -- test-quality\`; seed ${seed}. The same seed gives the same text on any machine.

Suites are made by generation from one profile, without history, and nobody touches them. *Injected defects*: the tables are
copied, and each defect that fits is put into each column at the shares that it has by default, one at a time
(\`packages/checks/src/mutations\`); it is *caught* when a test that passes on the undamaged copy fails on the damaged one. The
demo shop is taken as it is delivered, with the problems planted in it, and the hospital table as it should be. *Proposed* are missed defects for
which the mutation check knows a test that passes undamaged and fails on them. *False alarms*: the suite is made from one
dataset and run on ${resamples} others that are as good: the demo shop and sensors of other seeds, and nine in ten rows of the hospital table. A bootstrap
with replacement would repeat keys, which is no clean resample.`;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

const isCaught = (mutant: CheckedMutant): boolean => mutant.caughtBy.length > 0;
const isProposed = (mutant: CheckedMutant): boolean => !isCaught(mutant) && mutant.suggestion !== null;

function summary({ injected, alarms, hospital }: TestQualityResults): string {
  const dirty = hospital?.columns.filter(({ wrongCells }) => wrongCells > 0) ?? [];
  return markdownTable(
    ['what', 'figure', 'of'],
    [
      ...injected.flatMap(({ name, check: { mutants, untried }, tests }) => [
        [
          `${name}, defects caught`,
          percent(mutants.filter(isCaught).length, mutants.length),
          `${mutants.length} defects, ${tests} tests`,
        ],
        [
          `${name}, tests that fail on the data that they were made from`,
          percent(untried.filter(({ because }) => because === 'fails_already').length, tests),
          `${tests} tests`,
        ],
        [
          `${name}, with the tests that the check proposes`,
          percent(mutants.filter((one) => isCaught(one) || isProposed(one)).length, mutants.length),
          `${mutants.length} defects`,
        ],
      ]),
      ...(hospital === null
        ? []
        : [
            [
              'hospital as it came, dirty columns flagged',
              percent(dirty.filter(isFlagged).length, dirty.length),
              `${dirty.length} dirty columns, ${hospital.tests} tests`,
            ],
            [
              'hospital as it came, flagged columns that are dirty',
              percent(dirty.filter(isFlagged).length, hospital.columns.filter(isFlagged).length),
              `${hospital.columns.filter(isFlagged).length} flagged columns`,
            ],
          ]),
      ...alarms.map((outcome) => [
        `false alarms, ${outcome.name}`,
        percent(outcome.alarms.length, outcome.judged),
        `${outcome.judged} results`,
      ]),
    ],
  );
}

const isFlagged = ({ failed }: HospitalTestedColumn): boolean => failed.length > 0;

function byDefect({ check }: DefectOutcome): string {
  const rows = MUTATIONS.flatMap(({ key, shares }) => {
    const mutants = check.mutants.filter(({ mutation }) => mutation === key);
    if (mutants.length === 0) return [];
    const { score, caught } = scoreMutants(mutants.map((one) => ({ ...one, caught: isCaught(one) })));
    const atShare = (wanted: number) => {
      const some = mutants.filter(({ share }) => share === wanted);
      return percent(some.filter(isCaught).length, some.length);
    };
    return [
      [
        key,
        String(mutants.length),
        percent(caught, score === null ? 0 : mutants.length),
        ...[0.005, 0.05, 0.5, 1].map((share) => (shares.includes(share) ? atShare(share) : '-')),
        percent(mutants.filter(isProposed).length, mutants.length),
      ],
    ];
  });
  return markdownTable(['defect', 'injected', 'caught', '0.5 %', '5 %', '50 %', 'all', 'proposed'], rows);
}

/** Every defect of which some were missed, with the reason. */
function missesBecause(injected: readonly DefectOutcome[]): string {
  const missed = injected.flatMap(({ check }) => check.mutants).filter((mutant) => !isCaught(mutant));
  return MUTATIONS.filter(({ key }) => missed.some(({ mutation }) => mutation === key))
    .map(({ key }) => {
      const places = new Set(
        missed
          .filter(({ mutation }) => mutation === key)
          .map(({ table, column }) => `${table}.${column ?? '*'}`),
      );
      return `- \`${key}\`, missed in ${places.size} places: ${MISSES_BECAUSE[key] ?? 'NOT EXPLAINED'}`;
    })
    .join('\n');
}

function hospitalTable({ columns }: HospitalTests): string {
  return markdownTable(
    ['column', 'wrong cells', 'tests that fail', 'other tests of the column'],
    columns.map(({ column, wrongCells, tested, failed }) => [
      column,
      String(wrongCells),
      failed.join(', ') || '-',
      tested.filter((type) => !failed.includes(type)).join(', ') || '-',
    ]),
  );
}

function alarmTable(alarms: readonly AlarmOutcome[]): string {
  const rows = alarms.flatMap((outcome) => {
    const byPlace = Map.groupBy(
      outcome.alarms,
      ({ definition: { testType, table, column } }) => `${testType} of ${table}.${column ?? '*'}`,
    );
    return [...byPlace].map(([place, some]) => [
      outcome.name,
      place,
      String(some.length),
      ALARMS_BECAUSE[some[0]!.definition.testType] ?? 'NOT EXPLAINED',
    ]);
  });
  return rows.length === 0 ? 'None.' : markdownTable(['data', 'test', 'alarms', 'because'], rows);
}
