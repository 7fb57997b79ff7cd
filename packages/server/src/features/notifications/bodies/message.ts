/** Events in words: what Slack, Teams and mail show, each in its own form. */
import type { JobKey, NotificationEvent } from '@assay/contract';
import { dataOf, type EventData, type GateEventData, isGateData, type RunEventData } from '../event-data.ts';

export type Tone = 'good' | 'warning' | 'bad';

export interface MessageSection {
  readonly title: string;
  readonly tone: Tone;
  /** Label and value, in the order of their weight. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** One finding or reason each. */
  readonly lines: readonly string[];
  /** Absolute; null when the server does not know its own address. */
  readonly link: string | null;
}

export interface Message {
  /** Fits a subject line. */
  readonly title: string;
  readonly test: boolean;
  /** One for each event. */
  readonly sections: readonly MessageSection[];
}

/** `events` is not empty. */
export function composeMessage(events: readonly NotificationEvent[], test: boolean): Message {
  const sections = events.map(sectionOf);
  const [only] = sections;
  const projects = new Set(events.map((event) => dataOf(event).project_code));
  const title =
    sections.length === 1 && only !== undefined
      ? only.title
      : `${sections.length} events in ${[...projects].join(', ')}`;
  return { title: test ? `Test message: ${title}` : title, test, sections };
}

function sectionOf(event: NotificationEvent): MessageSection {
  const data = dataOf(event);
  if (isGateData(data)) return gateSection(data);
  return event.type === 'score.dropped' ? scoreSection(data) : runSection(data);
}

const gateSection = (data: GateEventData): MessageSection => ({
  title: `Gate ${data.gate} failed`,
  tone: 'bad',
  facts: placeFacts(data),
  lines: shortened(data.reasons, 0),
  link: absolute(data.links.job),
});

function scoreSection(data: RunEventData): MessageSection {
  const { now, before } = data.score;
  return {
    title: `Score of ${subjectOf(data)} dropped to ${percent(now)}`,
    tone: 'warning',
    facts: [['Score', `${percent(now)}, before ${percent(before)}`], ...placeFacts(data)],
    lines: shortened(data.findings.map(findingLine), data.findings_left_out),
    link: absolute(data.links.run ?? data.links.job),
  };
}

/** What people call jobs. */
const RUN_NAMES: Readonly<Record<JobKey, string>> = {
  'run-profile': 'Profiling',
  'run-tests': 'Tests',
  'run-monitors': 'Monitors',
  'run-test-generation': 'Test generation',
  'run-mutation-check': 'Mutation check',
};

const ENDINGS: Readonly<Record<string, string>> = { error: 'failed', canceled: 'canceled' };

function runSection(data: RunEventData): MessageSection {
  const { job, tests, changes } = data;
  const failures = tests === null ? 0 : tests.failed + tests.error;
  const ending =
    ENDINGS[job.status] ?? (failures > 0 ? `completed with ${counted(failures, 'failure')}` : 'completed');
  return {
    title: `${RUN_NAMES[job.job_key]} of ${subjectOf(data)} ${ending}`,
    tone: toneOf(data, failures),
    facts: [
      ...(job.error_message === null ? [] : [['Reason', job.error_message] as const]),
      ...countFacts(data),
      ...(changes === null || (changes.new === 0 && changes.fixed === 0)
        ? []
        : [['Since the run before', `${changes.new} new, ${changes.fixed} fixed`] as const]),
      ...scoreFacts(data),
      ...placeFacts(data),
    ],
    lines: shortened(data.findings.map(findingLine), data.findings_left_out),
    link: absolute(data.links.run ?? data.links.job),
  };
}

function toneOf({ job, tests, changes }: RunEventData, failures: number): Tone {
  if (job.status === 'error' || failures > 0) return 'bad';
  if (job.status === 'canceled' || (tests?.warning ?? 0) > 0 || (changes?.new ?? 0) > 0) return 'warning';
  return 'good';
}

type Facts = MessageSection['facts'];

/** Kinds without findings are left out, but for the first: "0 failed" is news. */
function countFacts({ tests, issues }: RunEventData): Facts {
  if (tests !== null) {
    const others = [
      [tests.warning, 'warning'],
      [tests.error, 'error'],
      [tests.log, 'log'],
      [tests.dismissed, 'dismissed'],
    ] as const;
    const shown = others.filter(([count]) => count > 0).map(([count, name]) => `, ${count} ${name}`);
    return [['Tests', `${tests.failed} failed, ${tests.passed} passed${shown.join('')}`]];
  }
  if (issues === null) return [];
  return [
    [
      'Hygiene issues',
      `${issues.definite} definite, ${issues.likely} likely, ${issues.possible} possible` +
        (issues.dismissed > 0 ? `, ${issues.dismissed} dismissed` : ''),
    ],
  ];
}

function scoreFacts({ score: { now, before } }: RunEventData): Facts {
  if (now === null) return [];
  return [['Score', before === null ? percent(now) : `${percent(now)}, before ${percent(before)}`]];
}

const placeFacts = ({ project_code, table_group, test_suite }: EventData): Facts => [
  ['Project', project_code],
  ...(table_group === null ? [] : [['Table group', table_group.name] as const]),
  ...(test_suite === null ? [] : [['Test suite', test_suite.name] as const]),
];

const subjectOf = ({ test_suite, table_group, project_code }: RunEventData): string =>
  (test_suite ?? table_group)?.name ?? project_code;

function findingLine({ type, table, column, status, new: isNew }: RunEventData['findings'][number]): string {
  const place = [table, column].filter((name) => name !== null).join('.');
  return `${isNew ? 'new: ' : ''}${status}: ${type}${place === '' ? '' : ` on ${place}`}`;
}

const LINES_SHOWN = 20;

/** @param leftOut lines that were left out before */
function shortened(lines: readonly string[], leftOut: number): readonly string[] {
  const more = Math.max(0, lines.length - LINES_SHOWN) + leftOut;
  return [...lines.slice(0, LINES_SHOWN), ...(more > 0 ? [`... and ${more} more`] : [])];
}

/** 0.98249 as 98.25 %. Rounded down, so that 100 % means faultless. */
const percent = (score: number | null): string =>
  score === null ? 'nothing measured' : `${Math.floor(score * 10_000 + 1e-6) / 100} %`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const absolute = (link: string | undefined): string | null =>
  link !== undefined && /^https?:/.test(link) ? link : null;
