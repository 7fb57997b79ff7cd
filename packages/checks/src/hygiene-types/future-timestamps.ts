import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn, padded } from '../hygiene-parts/example-rows.ts';
import { counted } from '../hygiene-parts/wording.ts';
import { countOf, isDate, shareOf } from '../read-measure.ts';
import { nameWords } from '../semantic-types/column-facts.ts';

/** What has happened once it is written down; participles (`shipped_at`) are recognised by their ending. */
const PAST_WORDS = new Set(
  'creation create update modify change insert load log order purchase sale sold paid sent transaction txn signup login visit birth birthdate dob born invoice discharge admission'.split(
    ' ',
  ),
);
const PARTICIPLE = /.{3}ed$/;
/** What may well lie ahead, whatever its form. */
const AHEAD =
  /^(due|expir|until|valid|plan|sched|deadline|next|target|eta|estimat|expect|promis|renew|matur|effective|appoint|book|reserv|forecast|budget|term|requir|request|follow|period|event|agreed|proposed|retir)/;
/** What may lie ahead unless it is told as done. */
const PERHAPS_AHEAD = /^(deliver|ship|arriv|depart|start|begin|end|finish|release|launch|clos)/;
const DAY_MS = 86_400_000;
const days = numbered(96, (i) => `2025-0${1 + (i % 6)}-${padded(1 + (i % 28), 2)}`);

export const futureTimestamps = defineColumnHygieneType({
  key: 'Future_Timestamps',
  name: 'Dates of Past Events in the Future',
  likelihood: 'Likely',
  dqDimension: 'Accuracy',
  impactDimension: 'Reliability',
  criterion:
    'A date column whose name tells of something that has happened (created, updated, ordered, paid, born ...) and of nothing that may lie ahead (due, valid, planned, delivery ...) holds dates more than a day after the run, in at most half of its values.',
  description:
    'What is recorded has not happened yet. Mostly a clock, a time zone or a year is wrong; "latest row" queries return these rows for ever.',
  suggestion: 'Correct these dates, and check clock and time zone of the system that writes them.',
  showsValues: true,
  thresholds: {
    days_ahead: {
      title: 'Days after the run, more than',
      default: 1,
      minimum: 0,
      maximum: 36_500,
      unit: 'days',
    },
    most_share: {
      title: 'Future dates among the values, at most',
      default: 0.5,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'two rows created next year',
      tables: [
        oneColumn('created_at', 'timestamp', [
          ...days,
          '2026-03-01T10:00:00',
          '2026-04-01T10:00:00',
          null,
          null,
        ]),
      ],
      expect: [{ table: 'example', column: 'created_at', prevalence: 0.0132, facts: { future: 2 } }],
    },
    {
      says: 'dates that may lie ahead, a few hours of time zone, and the past',
      tables: [
        oneColumn('due_date', 'date', [...days, '2026-03-01']),
        oneColumn('order_due_date', 'date', [...days, '2026-03-01'], 'orders'),
        oneColumn('created_at', 'timestamp', [...days, '2025-07-01T10:00:00'], 'abroad'),
        oneColumn('updated_at', 'timestamp', days, 'past'),
      ],
      expect: [],
    },
  ],
  detect: (column, { runAt, thresholds }) => {
    const future = countOf(column, 'future_date_ct');
    const latest = column.measures.max_date;
    if (!isDate(column) || future === 0 || !latest || !tellsOfThePast(column.column)) return null;
    const limit = new Date(Date.parse(runAt) + thresholds.days_ahead * DAY_MS).toISOString();
    if (latest <= limit.slice(0, latest.length)) return null;
    if (future > thresholds.most_share * countOf(column, 'value_ct')) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${counted(future, 'date')} of ${counted(records, 'row')} lie after the run, up to ${latest}.`,
      facts: { future, latest, records },
      badShare: shareOf(future, records),
    };
  },
});

function tellsOfThePast(name: string): boolean {
  const words = nameWords(name);
  const isDone = (word: string): boolean => PARTICIPLE.test(word);
  return (
    words.some((word) => PAST_WORDS.has(word) || isDone(word)) &&
    !words.some((word) => AHEAD.test(word) || (PERHAPS_AHEAD.test(word) && !isDone(word)))
  );
}
