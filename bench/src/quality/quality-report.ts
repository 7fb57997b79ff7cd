/** bench/QUALITY.md: how it is measured, and what came out. Nothing in it depends on the machine or the day. */
import { HYGIENE_TYPES } from '@assay/checks';
import { markdownTable } from '../report.ts';
import { SEVERITIES } from './error-kind.ts';
import { ERROR_KINDS } from './error-kinds.ts';
import { explanationOf, HOSPITAL_MISSES } from './explanations.ts';
import type { HospitalColumn } from './hospital-outcome.ts';
import { PERSONAL_DATA, type Verdict } from './judge-findings.ts';
import type { DatasetOutcome } from './run-datasets.ts';

export interface QualityResults {
  readonly seed: number;
  readonly outcomes: readonly DatasetOutcome[];
  readonly hospital: readonly HospitalColumn[];
}

export function qualityReport({ seed, outcomes, hospital }: QualityResults): string {
  const damaged = outcomes.flatMap((outcome) => outcome.damaged);
  const clean = outcomes.flatMap((outcome) => outcome.clean);
  return `${[
    '# Quality of the findings',
    introduction(seed),
    '## Summary',
    summary(outcomes, damaged, clean, hospital),
    '## By issue type, injected errors',
    byType(damaged),
    '## By kind of error',
    byKind(damaged),
    '## Clean tables',
    cleanTables(outcomes),
    '## Personal data',
    personalData(outcomes),
    '## Hospital',
    hospitalTable(hospital),
    '## Misses',
    listed(damaged.filter(({ verdict }) => verdict === 'miss')),
    '## False alarms',
    listed([...clean, ...damaged].filter(({ verdict }) => verdict === 'alarm')),
    '## Errors that no profile can see',
    unseen(),
  ].join('\n\n')}\n`;
}

const introduction = (seed: number): string =>
  `Written by \`npm run bench -- quality\`; seed ${seed}. The same seed gives the same file on any machine.

Clean tables are damaged on purpose, each kind of error in each column that it suits, at shares of ${Object.values(
    SEVERITIES,
  )
    .map((share) => `${share * 100} %`)
    .join(
      ', ',
    )} of the rows (or the whole column). At most every other column of a table is damaged at a time. Each damaged copy is
profiled with DuckDB in place and judged by all issue types with their default thresholds. Every kind declares which types
must report the place, and which may say something true about it besides (\`bench/src/quality/kinds\`). A *hit* is an
expected finding that is there, a *miss* one that is not; a *consequence* is true and was not asked for; a *false alarm* is a
finding that neither the damage nor a known trait of the column explains. Findings that the clean table has too are counted
once, as false alarms of the clean table.`;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
const tally = (verdicts: readonly Verdict[], verdict: Verdict['verdict']): number =>
  verdicts.filter((each) => each.verdict === verdict).length;

function summary(
  outcomes: readonly DatasetOutcome[],
  damaged: readonly Verdict[],
  clean: readonly Verdict[],
  hospital: readonly HospitalColumn[],
): string {
  const [hits, misses] = [tally(damaged, 'hit'), tally(damaged, 'miss')];
  const [consequences, alarms] = [tally(damaged, 'consequence'), tally(damaged, 'alarm')];
  const chances = outcomes.reduce((sum, outcome) => sum + chancesOf(outcome), 0);
  const dirty = hospital.filter(({ wrongCells }) => wrongCells > 0);
  const said = hospital.filter(({ found }) => found.length > 0);
  const rightlySaid = said.filter(({ wrongCells }) => wrongCells > 0).length;
  return markdownTable(
    ['what', 'figure', 'of'],
    [
      [
        'recall, injected errors that a profile can see',
        percent(hits, hits + misses),
        `${hits + misses} expected findings`,
      ],
      [
        'precision, injected tables',
        percent(hits + consequences, hits + consequences + alarms),
        `${hits + consequences + alarms} findings`,
      ],
      [
        'false alarms, clean tables',
        percent(tally(clean, 'alarm'), chances),
        `${chances.toLocaleString('en')} chances (column x issue type)`,
      ],
      ['hospital, dirty columns found', percent(rightlySaid, dirty.length), `${dirty.length} dirty columns`],
      [
        'hospital, columns named that are dirty',
        percent(rightlySaid, said.length),
        `${said.length} named columns`,
      ],
      [
        'damaged copies, cells changed',
        String(outcomes.reduce((sum, { rounds }) => sum + rounds, 0)),
        `${outcomes.reduce((sum, { cells }) => sum + cells, 0).toLocaleString('en')} cells in the manifests`,
      ],
    ],
  );
}

/** Personal data are judged apart. */
const chancesOf = ({ dataset }: DatasetOutcome): number =>
  dataset.tables.reduce((sum, { columns }) => sum + columns.length, 0) * (HYGIENE_TYPES.length - 1);

function byType(damaged: readonly Verdict[]): string {
  const rows = HYGIENE_TYPES.filter(({ key }) => key !== PERSONAL_DATA).map(({ key }) => {
    const own = damaged.filter(({ type }) => type === key);
    const [hits, misses] = [tally(own, 'hit'), tally(own, 'miss')];
    const [consequences, alarms] = [tally(own, 'consequence'), tally(own, 'alarm')];
    return [
      key,
      String(hits + misses),
      percent(hits, hits + misses),
      String(hits + consequences + alarms),
      percent(hits + consequences, hits + consequences + alarms),
      String(alarms),
    ];
  });
  return markdownTable(['issue type', 'expected', 'recall', 'findings', 'precision', 'false alarms'], rows);
}

function byKind(damaged: readonly Verdict[]): string {
  const severities = [...Object.keys(SEVERITIES), 'whole'];
  const rows = ERROR_KINDS.map(({ key, title }) => {
    const own = damaged.filter(({ kind }) => kind === key);
    const cells = severities.map((severity) => {
      const part = own.filter((each) => each.severity === severity);
      const hits = tally(part, 'hit');
      const expected = hits + tally(part, 'miss');
      return expected === 0 ? '' : `${hits} of ${expected}`;
    });
    return [key, title, ...cells];
  });
  return `Expected findings that are there, by severity. Empty: none is expected at that share.\n\n${markdownTable(
    ['kind', 'what it is', ...severities],
    rows,
  )}`;
}

function cleanTables(outcomes: readonly DatasetOutcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { dataset, clean } = outcome;
    const alarms = tally(clean, 'alarm');
    return [
      dataset.name,
      dataset.tables.map(({ name, rows }) => `${name} ${rows.length.toLocaleString('en')}`).join(', '),
      String(tally(clean, 'consequence')),
      String(alarms),
      percent(alarms, chancesOf(outcome)),
    ];
  });
  return markdownTable(['dataset', 'rows', 'true findings', 'false alarms', 'rate'], rows);
}

function personalData(outcomes: readonly DatasetOutcome[]): string {
  const rows = outcomes.map(({ dataset, personal: { hits, misses, alarms } }) => [
    dataset.name,
    percent(hits, hits + misses.length),
    percent(hits, hits + alarms.length),
    misses.join(', ') || '-',
    alarms.join(', ') || '-',
  ]);
  return `Columns of the clean tables by which a person can be known, against ${PERSONAL_DATA}.\n\n${markdownTable(
    ['dataset', 'recall', 'precision', 'not flagged', 'flagged without cause'],
    rows,
  )}`;
}

function hospitalTable(hospital: readonly HospitalColumn[]): string {
  const rows = hospital.map(({ column, wrongCells, found, foundAnyway }) => [
    column,
    String(wrongCells),
    found.join(', ') || '-',
    foundAnyway.join(', ') || '-',
  ]);
  const missed = hospital
    .filter(({ wrongCells, found }) => wrongCells > 0 && found.length === 0)
    .map(({ column }) => `- **${column}** is missed: ${HOSPITAL_MISSES[column] ?? 'not explained yet'}.`)
    .join('\n');
  return `1,000 rows, single letters replaced by x. A column counts as found when a type reports it that is silent on the corrected table.

${markdownTable(['column', 'wrong cells', 'found', 'found on the corrected table too'], rows)}

${missed}`;
}

/** One line for each type and cause, with the places and the reason. */
function listed(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return 'None.';
  const groups = Map.groupBy(
    verdicts,
    (verdict) => `${verdict.type} / ${verdict.kind} / ${explanationOf(verdict) ?? 'not explained yet'}`,
  );
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => {
      const [type, kind, because] = group.split(' / ');
      const places = [
        ...new Set(members.map(({ table, column, severity }) => `${table}.${column} ${severity}`)),
      ];
      const more = places.length > 6 ? ` and ${places.length - 6} more` : '';
      return `- **${type}**, ${kind} (${members.length}): ${because}. ${places.slice(0, 6).join('; ')}${more}`;
    })
    .join('\n');
}

function unseen(): string {
  return `Declared where the kind is declared, with the reason; no recall is counted there. Mistyped and cut-off words that are words still,
other casing of e-mail addresses, nulls and odd values so frequent that they are the habit of the column, and wrong states
and e-mail addresses, for which there are tests and no issue types.`;
}
