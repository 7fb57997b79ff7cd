import type { ParameterSpec } from '../test-type.ts';

/** Which columns a fingerprint is made of. */
export const WATCHED_COLUMNS: ParameterSpec = {
  field: 'groupby_names',
  label: 'Watched columns',
  help: 'List the columns that change when the table is updated, with commas: updated_at, order_id.',
  kind: 'column_list',
  required: true,
};
