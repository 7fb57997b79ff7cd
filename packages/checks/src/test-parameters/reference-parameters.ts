/** The other side of a referential test. */
import type { ParameterSpec } from '../test-type.ts';

export const REFERENCE_PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'match_schema_name',
    label: 'Reference schema',
    help: 'Name the schema of the reference table; leave it out when it is the same.',
    kind: 'name',
    required: false,
  },
  {
    field: 'match_table_name',
    label: 'Reference table',
    help: 'Name the table that the combinations must occur in.',
    kind: 'name',
    required: true,
  },
  {
    field: 'match_groupby_names',
    label: 'Reference columns',
    help: 'List the columns of the reference table in the order of the tested columns, with commas.',
    kind: 'column_list',
    required: true,
  },
  {
    field: 'match_subset_condition',
    label: 'Only reference rows where',
    help: 'Write an SQL condition on the reference table; leave it out to use all of its rows.',
    kind: 'sql_condition',
    required: false,
  },
];
