import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { parseColumnList } from '../test-parameters/column-list.ts';
import { columnPairProblems } from '../test-parameters/column-pair-problems.ts';
import { subsetCondition, toleratedErrors } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { REFERENCE_PARAMETERS } from '../test-parameters/reference-parameters.ts';
import { excessFindings } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { columnName, filledRowsOf, referenceOf } from '../test-parts/tested-column.ts';
import { defineTestType, type Measurement } from '../test-type.ts';

const PARAMETERS = [...REFERENCE_PARAMETERS, toleratedErrors('orphan rows'), subsetCondition()];

function orphans(definition: TestDefinition): MeasuringQuery {
  const columns = parseColumnList(columnName(definition));
  return {
    query: 'missing_combinations',
    from: filledRowsOf(definition, columns),
    columns,
    reference: referenceOf(definition),
    referenceColumns: parseColumnList(requiredText(definition, 'match_groupby_names')),
  };
}

const orphanRows = ({ measure, affectedRows }: Measurement): number | string | null =>
  affectedRows ?? measure;

export const foreignKey = defineTestType({
  key: 'Foreign_Key',
  name: 'Foreign Key',
  scope: 'referential',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Orphan rows',
  description:
    'Every row refers to a row of the reference table. As in a foreign key, rows with a null in one of the columns refer to nothing and are left out. The message adds how many distinct values the orphans have.',
  criterion: 'More rows than tolerated have values that the reference lacks.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => [...parameterProblems(PARAMETERS, definition), ...columnPairProblems(definition)],
  plan: (definition) => ({ kind: 'query', query: orphans(definition) }),
  fails: (measure, definition, affectedRows) => aboveToleratedErrors(affectedRows ?? measure, definition),
  whenNothingMeasured: 'pass',
  reportedMeasure: orphanRows,
  message: (measurement, definition) => {
    const counted = countingMessage('orphan rows', { measure: orphanRows(measurement) }, definition);
    return measurement.measure === 0 ? counted : `${counted}; distinct values: ${measurement.measure}`;
  },
  badShare: excessFindings,
  riskFactor: 1,
  generation: null,
  failingRows: orphans,
  examples: [
    {
      says: 'rows count, not values, and a null refers to nothing',
      tables: [
        {
          table: 'orders',
          columns: { customer: 'integer' },
          rows: [[1], [7], [7], [8], [null]],
        },
        { table: 'customers', columns: { id: 'integer' }, rows: [[1], [2]] },
      ],
      column: 'customer',
      parameters: { match_table_name: 'customers', match_groupby_names: 'id', skip_errors: 2 },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: ['Orphan rows: 3, which exceeds the limit of 2', 'distinct values: 2'],
      },
    },
    {
      says: 'as many orphan rows as tolerated pass',
      tables: [
        { table: 'orders', columns: { customer: 'integer' }, rows: [[1], [7], [7]] },
        { table: 'customers', columns: { id: 'integer' }, rows: [[1]] },
      ],
      column: 'customer',
      parameters: { match_table_name: 'customers', match_groupby_names: 'id', skip_errors: 2 },
      expect: { measure: 2, status: 'Passed', messageIncludes: ['within the limit of 2'] },
    },
    {
      says: 'a key of two columns refers only when both are there; conditions narrow both sides',
      tables: [
        {
          table: 'stock',
          columns: { shop: 'text', shelf: 'integer', state: 'text' },
          rows: [
            ['A', 1, 'full'],
            ['A', null, 'full'],
            ['B', 9, 'gone'],
          ],
        },
        {
          table: 'shelves',
          columns: { place: 'text', number: 'integer', open: 'boolean' },
          rows: [
            ['A', 1, true],
            ['B', 9, false],
          ],
        },
      ],
      column: 'shop, shelf',
      parameters: {
        match_table_name: 'shelves',
        match_groupby_names: 'place, number',
        subset_condition: "state <> 'gone'",
        match_subset_condition: 'open',
      },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No orphan rows found'] },
    },
  ],
});
