import { DIFFERENCES, type Difference } from '../reconciliation/reconciliation.ts';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedErrors } from '../test-parameters/limit-parameters.ts';
import {
  reconciliationParameters,
  reconciliationProblems,
  referenceNames,
} from '../test-parameters/reconciliation-parameters.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { sidesOf } from '../test-parts/reconciled-sides.ts';
import { reconciliationMessage } from '../test-parts/reconciliation-message.ts';
import { defineTestType, type ParameterProblem } from '../test-type.ts';

/** What counts as a difference, by what a person writes. */
const FINDINGS: ReadonlyMap<string, readonly Difference[]> = new Map<string, readonly Difference[]>([
  ['missing', ['missing']],
  ['both', ['missing', 'extra']],
  ['counts', DIFFERENCES],
]);
const DEFAULT_FINDINGS: readonly Difference[] = ['missing'];

const PARAMETERS = reconciliationParameters([
  referenceNames('match_column_names', 'Columns of the reference', 'the tested columns'),
  {
    field: 'baseline_value',
    label: 'What counts',
    help: 'Write missing for values that the reference lacks, both for values that either side lacks, counts for those and values with other numbers of rows; left out it is missing.',
    kind: 'text',
    required: false,
  },
  toleratedErrors('values that do not agree'),
]);

const written = ({ parameters }: TestDefinition): string => parameters.baseline_value?.trim() ?? '';
const findings = (definition: TestDefinition): readonly Difference[] =>
  FINDINGS.get(written(definition)) ?? DEFAULT_FINDINGS;

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = reconciliationProblems(PARAMETERS, definition, true);
  const word = written(definition);
  if (word === '' || FINDINGS.has(word)) return problems;
  const problem = `What counts is "${word}"; write one of ${[...FINDINGS.keys()].join(', ')}.`;
  return [...problems, { field: 'baseline_value', problem }];
}

export const reconcileValues = defineTestType({
  key: 'Reconcile_Values',
  name: 'Values Across Connections',
  scope: 'referential',
  reconciles: 'values',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Values that do not agree',
  description:
    'Every value, or combination of values, also occurs in a table of another connection; on request also the other way round, and with the same number of rows. Nulls are equal to each other. The score weighs the rows behind the values.',
  criterion: 'More distinct values than tolerated are on one side only, or have other numbers of rows.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: problemsOf,
  plan: (definition, context) => ({
    kind: 'reconciliation',
    reconciliation: {
      ...sidesOf(definition, context),
      kind: 'values',
      withCounts: findings(definition).includes('different'),
    },
    counted: findings(definition),
  }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) =>
    reconciliationMessage('values', findings(definition), measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'a value counts once however many rows it has, and those that only the reference has do not',
      tables: [
        { table: 'sales', columns: { region: 'text' }, rows: [['A'], ['B'], ['B'], [null]] },
        { table: 'regions', columns: { code: 'text' }, rows: [['A'], [null], ['Z']] },
      ],
      column: 'region',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'regions',
        match_column_names: 'code',
      },
      expect: {
        measure: 1,
        status: 'Failed',
        messageIncludes: ['reference: regions: 1 (missing 1)', 'values here: 3, in the reference: 3'],
      },
    },
    {
      says: 'both directions and numbers of rows, on request',
      tables: [
        {
          table: 'sales',
          columns: { region: 'text', tier: 'integer' },
          rows: [
            ['A', 1],
            ['A', 1],
            ['B', 2],
            ['C', null],
          ],
        },
        {
          table: 'regions',
          columns: { region: 'text', tier: 'numeric(5,1)' },
          rows: [
            ['A', 1],
            ['B', 2],
            ['D', 4],
          ],
        },
      ],
      column: 'region, tier',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'regions',
        baseline_value: 'counts',
      },
      expect: { measure: 3, status: 'Failed', messageIncludes: ['missing 1, extra 1, different 1'] },
    },
    {
      says: 'the empty text is no null',
      tables: [
        { table: 'sales', columns: { region: 'text' }, rows: [['A'], ['']] },
        { table: 'regions', columns: { region: 'text' }, rows: [['A'], [null]] },
      ],
      column: 'region',
      parameters: {
        match_connection_name: 'reference',
        match_table_name: 'regions',
        baseline_value: 'both',
        skip_errors: 2,
      },
      expect: { measure: 2, status: 'Passed', messageIncludes: ['within the limit of 2'] },
    },
  ],
});
