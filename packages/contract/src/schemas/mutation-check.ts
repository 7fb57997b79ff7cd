/** The measure of a suite: which defects, put into copies of its tables, its tests notice. */

import { MUTATIONS, UNTRIED_BECAUSE } from '@assay/checks';
import { GENERAL_TYPES } from '@assay/dialects';
import { z } from 'zod';
import { jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { count, id, score, timestamp } from './scalars.ts';
import { suggestedTest } from './test-definition.ts';

const [firstKey, ...otherKeys] = MUTATIONS.map(({ key }) => key);
export const MUTATION_KEYS = [firstKey!, ...otherKeys] as const;

const share = z.number().gt(0).max(1);

const settings = {
  row_limit: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('Tables with more rows are sampled; tests that need all rows are then not tried'),
  mutations: z
    .array(z.enum(MUTATION_KEYS))
    .min(1)
    .nullable()
    .describe('Keys of `GET /mutations`; null = all of them'),
  shares: z
    .array(share)
    .min(1)
    .max(10)
    .nullable()
    .describe('Shares of the rows that are damaged; null = those of each mutation'),
  max_mutants: z
    .int()
    .min(1)
    .max(5_000)
    .describe('Damaged copies to try at most; the seed chooses among those that are possible'),
  time_budget_seconds: z.int().min(1).max(3_600).describe('What is not tried within this time is left out'),
  seed: z
    .int()
    .min(0)
    .max(2_147_483_647)
    .describe('The same seed, data and settings give the same answer, unless the time runs out'),
};

export const mutationCheckSettings = z
  .object({
    row_limit: settings.row_limit.default(100_000),
    mutations: settings.mutations.default(null),
    shares: settings.shares.default(null),
    max_mutants: settings.max_mutants.default(1_000),
    time_budget_seconds: settings.time_budget_seconds.default(300),
    seed: settings.seed.default(1),
  })
  .meta({ id: 'MutationCheckSettings' });
export type MutationCheckSettings = z.output<typeof mutationCheckSettings>;

const caughtShare = {
  mutants: count.describe('Damaged copies that were tried'),
  caught: count.describe('Those on which at least one test failed'),
  score: score.describe('Caught of tried; null when nothing was tried'),
};

const untriedTest = z
  .strictObject({
    test_definition_id: id,
    test_type: z.string(),
    table: z.string().nullable(),
    column: z.string().nullable(),
    because: z.enum(UNTRIED_BECAUSE),
    reason: z.string(),
  })
  .meta({ id: 'UntriedTest' });

const checkedTable = z
  .strictObject({
    schema: z.string().nullable(),
    table: z.string(),
    rows: count.nullable().describe('Of the table; null when it was not copied'),
    copied_rows: count.nullable().describe('Fewer than `rows` when a sample was copied'),
    problem: z.string().nullable().describe('Why it was not copied'),
  })
  .meta({ id: 'MutationCheckTable' });

const suggestion = z
  .strictObject({
    catches: count.describe('Damaged copies that no test noticed and this one would have'),
    body: suggestedTest.describe('For `POST /test-suites/{test_suite_id}/test-definitions`'),
  })
  .meta({ id: 'MutationSuggestion' });

const result = z
  .strictObject({
    ...caughtShare,
    possible_mutants: count,
    out_of_time: z.boolean().describe('The time budget ended before everything was tried'),
    tests_tried: count.describe('Tests that pass on the undamaged copies, and so can tell a defect'),
    tests_not_tried: z.array(untriedTest),
    tables: z.array(checkedTable),
    by_mutation: z.array(z.strictObject({ mutation: z.string(), ...caughtShare })),
    by_table: z.array(z.strictObject({ table: z.string(), ...caughtShare })),
    by_column: z.array(
      z.strictObject({
        table: z.string(),
        column: z.string().nullable().describe('Null for defects of whole rows'),
        ...caughtShare,
      }),
    ),
    suggestions: z
      .array(suggestion)
      .describe(
        'Tests that would notice more, each seen to pass undamaged; those that catch most first, at most 100',
      ),
    mutants_kept: count.describe('Damaged copies that are kept one by one; the score counts all of them'),
  })
  .meta({ id: 'MutationCheckResult' });

export const mutationCheck = z
  .strictObject({
    id: id.describe('Also the id of the job'),
    status: jobStatus,
    test_suite_id: id,
    table_group_id: id,
    settings: z.strictObject(settings).describe('With the defaults of what was left out'),
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    error_message: z.string().nullable(),
    result: result.nullable().describe('Null until the check is completed'),
  })
  .meta({ id: 'MutationCheck' });
export type MutationCheck = z.output<typeof mutationCheck>;
export const mutationCheckPage = pageOf('MutationCheckPage', mutationCheck);

const mutant = z
  .strictObject({
    mutation: z.string(),
    schema: z.string().nullable(),
    table: z.string(),
    column: z.string().nullable(),
    share: z.number().describe('Of the rows that the defect can befall'),
    damaged_rows: count,
    says: z.string().describe('What was done'),
    caught: z.boolean(),
    caught_by: z.array(id).describe('Test definitions that failed, the first ten'),
    caught_by_count: count,
    suggestion: suggestedTest
      .nullable()
      .describe('A test that would have noticed, where none did; null = none is known'),
  })
  .meta({ id: 'Mutant' });
export type Mutant = z.output<typeof mutant>;
export const mutantPage = pageOf('MutantPage', mutant);

const mutation = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    applies_to: z
      .array(z.enum(GENERAL_TYPES))
      .nullable()
      .describe('Types of columns; null = any, or whole rows'),
    shares: z.array(share).describe('Shares of the rows that are damaged'),
  })
  .meta({ id: 'Mutation' });
export type Mutation = z.output<typeof mutation>;
export const mutationPage = pageOf('MutationPage', mutation);

export const mutationExample: Mutation = {
  key: 'null_values',
  name: 'Values are null',
  description: 'A source stopped sending a field, for some rows or for all.',
  applies_to: null,
  shares: [0.005, 0.05, 0.5, 1],
};

const SUGGESTED = {
  test_type: 'Value_Range',
  table_name: 'orders',
  column_name: 'amount',
  lower_tolerance: '0',
  upper_tolerance: '1990',
  threshold_value: '0',
};

export const mutantExample: Mutant = {
  mutation: 'wrong_unit',
  schema: 'shop',
  table: 'orders',
  column: 'amount',
  share: 0.05,
  damaged_rows: 12,
  says: '12 of 240 values of amount are 100 times too large',
  caught: false,
  caught_by: [],
  caught_by_count: 0,
  suggestion: SUGGESTED,
};

const EXAMPLE_SHARE = { mutants: 4, caught: 3, score: 0.75 };
export const mutationCheckExample: MutationCheck = {
  id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
  status: 'completed',
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  settings: {
    row_limit: 100_000,
    mutations: ['null_values', 'wrong_unit'],
    shares: null,
    max_mutants: 1_000,
    time_budget_seconds: 300,
    seed: 1,
  },
  started_at: '2026-03-01T09:30:00.050Z',
  completed_at: '2026-03-01T09:30:12.204Z',
  error_message: null,
  result: {
    ...EXAMPLE_SHARE,
    possible_mutants: 4,
    out_of_time: false,
    tests_tried: 12,
    tests_not_tried: [
      {
        test_definition_id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b',
        test_type: 'Recency',
        table: 'orders',
        column: 'ordered_at',
        because: 'fails_already',
        reason: 'It fails on the undamaged copy already.',
      },
    ],
    tables: [{ schema: 'shop', table: 'orders', rows: 240, copied_rows: 240, problem: null }],
    by_mutation: [
      { mutation: 'null_values', mutants: 3, caught: 3, score: 1 },
      { mutation: 'wrong_unit', mutants: 1, caught: 0, score: 0 },
    ],
    by_table: [{ table: 'orders', ...EXAMPLE_SHARE }],
    by_column: [{ table: 'orders', column: 'amount', ...EXAMPLE_SHARE }],
    suggestions: [{ catches: 1, body: SUGGESTED }],
    mutants_kept: 4,
  },
};
