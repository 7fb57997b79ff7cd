/** What the scores of a table group are made of, and what each finding costs. */
import { LIKELIHOODS, TEST_STATUSES } from '@assay/checks';
import { z } from 'zod';
import { disposition } from './disposition.ts';
import { pageOf } from './page.ts';
import { count, id, score, timestamp } from './scalars.ts';

const FINDING_KINDS = ['hygiene_issue', 'test_result'] as const;

const points = z.number().min(0).max(100);

const lost = {
  profiling_loss: points.describe('Percentage points that its findings take from the profiling score'),
  testing_loss: points.describe('Percentage points that its failed tests take from the testing score'),
};
const scores = {
  score: score.describe('Profiling score x testing score, or the one that there is'),
  profiling_score: score,
  testing_score: score,
};

const finding = z
  .strictObject({
    kind: z.enum(FINDING_KINDS),
    id: id.describe('Of the hygiene issue or the test result: decide about it there'),
    run_id: id.describe('The profiling or test run that found it'),
    type: z.string().describe('Key of the issue type or test type'),
    name: z.string(),
    table: z.string().nullable(),
    column: z.string().nullable().describe('`(table)` for hygiene issues about whole rows, null for tests'),
    likelihood: z.enum(LIKELIHOODS).nullable().describe('Of a hygiene issue; null for a test'),
    status: z.enum(TEST_STATUSES).nullable().describe('Of a test; null for a hygiene issue'),
    detail: z.string().describe('What was found, in a sentence'),
    prevalence: z.number().min(0).max(1).describe('Share of the rows that it spoils'),
    disposition,
    cost: points.describe(
      'Percentage points that the total score would gain if this finding were repaired or dismissed, and nothing else changed',
    ),
    cost_of_part: points.describe('The same for the profiling score, or the testing score'),
    cost_alone: points.describe(
      'What that score would lack if this were its only finding. Much more than `cost_of_part` where other findings spoil the same rows',
    ),
  })
  .meta({ id: 'ScoreFinding' });
export const scoreFindingPage = pageOf('ScoreFindingPage', finding);
export type ScoreFinding = z.output<typeof finding>;

export const scoreExplanation = z
  .strictObject({
    table_group_id: id,
    score: scores.score,
    profiling: z
      .strictObject({
        score,
        profiling_run_id: id.nullable().describe('Null here and below: no run has completed yet'),
        completed_at: timestamp.nullable(),
      })
      .describe('From the latest completed profiling run'),
    testing: z
      .strictObject({
        score,
        runs: z.array(
          z.strictObject({
            test_suite_id: id,
            test_suite_name: z.string(),
            test_run_id: id,
            completed_at: timestamp,
            score,
          }),
        ),
      })
      .describe('From the latest completed run of every suite that is not left out of scores'),
    tables: z
      .array(z.strictObject({ table: z.string(), ...scores, ...lost }))
      .describe('Those that lose most first. Losses of all tables add up to what is missing from the scores'),
    tables_left_out: count.describe('Further ones'),
    columns: z
      .array(
        z.strictObject({
          table: z.string(),
          column: z.string().nullable().describe('As tests name it; null for tests of the table as a whole'),
          ...scores,
          ...lost,
        }),
      )
      .describe('Those that lose most first. Losses add up as those of tables do'),
    columns_left_out: count,
    findings: scoreFindingPage.describe('Those that spoil rows, dearest first'),
    unscored_findings: count.describe(
      'Further hygiene issues and failed tests that cost nothing, because they do not tell which share of the rows of a column is bad; errors among them',
    ),
  })
  .meta({ id: 'ScoreExplanation' });
export type ScoreExplanation = z.output<typeof scoreExplanation>;

export const scoreExplanationExample: ScoreExplanation = {
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  score: 0.855,
  profiling: {
    score: 0.95,
    profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
    completed_at: '2026-03-01T08:30:09.412Z',
  },
  testing: {
    score: 0.9,
    runs: [
      {
        test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
        test_suite_name: 'customers daily',
        test_run_id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
        completed_at: '2026-03-01T09:10:00.000Z',
        score: 0.9,
      },
    ],
  },
  tables: [
    {
      table: 'customers',
      score: 0.855,
      profiling_score: 0.95,
      testing_score: 0.9,
      profiling_loss: 5,
      testing_loss: 10,
    },
  ],
  tables_left_out: 0,
  columns: [
    {
      table: 'customers',
      column: 'state',
      score: 0.72,
      profiling_score: 0.9,
      testing_score: 0.8,
      profiling_loss: 5,
      testing_loss: 10,
    },
  ],
  columns_left_out: 0,
  findings: {
    items: [
      {
        kind: 'test_result',
        id: '019c9f70-7777-7aaa-8bbb-6c1d2e3f4a5b',
        run_id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
        type: 'LOV_Match',
        name: 'Value match',
        table: 'customers',
        column: 'state',
        likelihood: null,
        status: 'Failed',
        detail: 'Values not matched: 200, Threshold: 0',
        prevalence: 0.2,
        disposition: null,
        cost: 9.5,
        cost_of_part: 10,
        cost_alone: 10,
      },
    ],
    page: 1,
    limit: 20,
    total: 1,
  },
  unscored_findings: 3,
};
