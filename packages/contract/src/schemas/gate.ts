/** Gates: what a run must look like for a pipeline to go on, and what they say of one. */
import {
  DEFAULT_PROFILE_POLICY,
  DEFAULT_TEST_POLICY,
  GATE_OUTCOMES,
  GATE_RULES,
  type ProfileGatePolicy,
  type TestGatePolicy,
} from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { count, id, idInput, nameInput, timestamp } from './scalars.ts';

export const gateParams = z.object({ gate_id: idInput.describe('Id of the gate') });

const atMost = (what: string) => count.nullable().describe(`${what} at most; null = not judged`);
const runFields = {
  min_score: z.number().min(0).max(1).nullable().describe('Lowest score; null = not judged'),
  max_age_minutes: z
    .int()
    .min(1)
    .nullable()
    .describe('Minutes at most between the end of the run and its evaluation; null = not judged'),
};

const testPolicy = z.strictObject({
  ...runFields,
  max_failed: atMost('Tests that failed'),
  max_warnings: atMost('Tests that gave a warning'),
  max_errors: atMost('Tests that could not run'),
  max_new_failures: atMost(
    'Tests that fail or warn and did not in the completed run before, new tests too; in a first run nothing is new.',
  ),
  max_no_data: atMost('Tests that had nothing to measure'),
} satisfies Record<keyof TestGatePolicy, z.ZodType>);

const profilePolicy = z.strictObject({
  ...runFields,
  max_definite: atMost('Definite hygiene issues'),
  max_likely: atMost('Likely hygiene issues'),
  max_possible: atMost('Possible hygiene issues, potential personal data among them'),
  max_new_issues: atMost('Issues that the completed run before did not have; in a first run nothing is new.'),
} satisfies Record<keyof ProfileGatePolicy, z.ZodType>);

const withDefaults = <Shape extends z.ZodRawShape>(
  policy: z.ZodObject<Shape>,
  defaults: z.output<z.ZodObject<Shape>>,
) => policy.partial().transform((given) => ({ ...defaults, ...given }) as z.output<z.ZodObject<Shape>>);

export const newGate = z
  .object({
    name: nameInput,
    test_suite_id: idInput.optional().describe('The gate judges runs of this suite'),
    table_group_id: idInput
      .optional()
      .describe('The gate judges the profile of this group, and the tests of all of its suites'),
    tests: withDefaults(testPolicy, DEFAULT_TEST_POLICY)
      .default(DEFAULT_TEST_POLICY)
      .describe('Fields that are left out: no test failed, none could not run, nothing else is judged'),
    profile: withDefaults(profilePolicy, DEFAULT_PROFILE_POLICY)
      .default(DEFAULT_PROFILE_POLICY)
      .describe('For a table group; fields that are left out are not judged'),
  })
  .refine((gate) => (gate.test_suite_id === undefined) !== (gate.table_group_id === undefined), {
    path: ['test_suite_id'],
    error: 'must be given, or table_group_id, and not both',
  })
  .meta({ id: 'NewGate' });
export type NewGate = z.output<typeof newGate>;

export const gateChange = z
  .object({ name: nameInput, tests: testPolicy.partial(), profile: profilePolicy.partial() })
  .partial()
  .meta({ id: 'GateChange' });
export type GateChange = z.output<typeof gateChange>;

export const gate = z
  .strictObject({
    id,
    project_code: z.string(),
    name: z.string(),
    test_suite_id: id.nullable(),
    table_group_id: id.nullable().describe('Of a gate for a whole group; null for one of a suite'),
    tests: testPolicy.meta({ id: 'TestGatePolicy' }),
    profile: profilePolicy.meta({ id: 'ProfileGatePolicy' }).describe('Judges nothing in a gate of a suite'),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Gate' });
export type Gate = z.output<typeof gate>;
export const gatePage = pageOf('GatePage', gate);

const outcome = z
  .enum(GATE_OUTCOMES)
  .describe(
    'failed: the data break the policy. error, canceled: nobody can tell, for something did not run to its end',
  );
const reason = z
  .strictObject({
    rule: z.enum(GATE_RULES),
    outcome: z.enum(['failed', 'error', 'canceled']),
    says: z.string().describe('A sentence for people'),
    limit: z.number().nullable(),
    found: z.number().nullable(),
    run_id: id.nullable(),
  })
  .meta({ id: 'GateReason', description: 'A rule that was broken' });

/** Judged with the gate of what ran, or with the defaults where there is none. */
export const runOutcome = z
  .strictObject({
    outcome,
    reasons: z.array(reason).describe('Worst first; empty when it passed'),
    gate_id: id.nullable().describe('The gate that judged; null = the defaults of a gate'),
  })
  .meta({ id: 'RunOutcome' });
export type RunOutcome = z.output<typeof runOutcome>;

export const gateEvaluation = z
  .strictObject({
    gate_id: id,
    outcome,
    reasons: z.array(reason).describe('Worst first; empty when it passed'),
    runs: z
      .array(
        z.strictObject({
          kind: z.enum(['tests', 'profile']),
          name: z.string().describe('Of the suite or of the table group'),
          run_id: id.nullable().describe('Null when it never ran'),
          outcome,
        }),
      )
      .describe('What was judged'),
    evaluated_at: timestamp,
  })
  .meta({ id: 'GateEvaluation' });
export type GateEvaluation = z.output<typeof gateEvaluation>;

export const gateExample: Gate = {
  id: '019c9f90-9999-7aaa-8bbb-8c1d2e3f4a5b',
  project_code: 'webshop',
  name: 'Release to reporting',
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  table_group_id: null,
  tests: { ...DEFAULT_TEST_POLICY, min_score: 0.95, max_warnings: 5 },
  profile: DEFAULT_PROFILE_POLICY,
  created_at: '2026-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
};
const RUN_ID = '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b';
export const gateEvaluationExample: GateEvaluation = {
  gate_id: gateExample.id,
  outcome: 'failed',
  reasons: [
    {
      rule: 'max_failed',
      outcome: 'failed',
      says: 'The suite "Nightly checks": 1 test failed, at most 0 allowed: customers.email (Required).',
      limit: 0,
      found: 1,
      run_id: RUN_ID,
    },
  ],
  runs: [{ kind: 'tests', name: 'Nightly checks', run_id: RUN_ID, outcome: 'failed' }],
  evaluated_at: '2026-03-01T09:31:00.000Z',
};
