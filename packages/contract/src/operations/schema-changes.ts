import { CATALOG_CHANGE_KINDS } from '@assay/checks';
import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { choiceQuery, textQuery } from '../schemas/query-values.ts';
import { timestampInput } from '../schemas/scalars.ts';
import { schemaChangeExample, schemaChangePage } from '../schemas/schema-change.ts';
import { tableGroupParams } from '../schemas/table-group.ts';

export const listSchemaChanges = defineOperation({
  id: 'listSchemaChanges',
  method: 'GET',
  path: '/table-groups/{table_group_id}/schema-changes',
  tag: 'Table groups',
  summary: 'List schema changes of a table group',
  description:
    'What profiling and monitor runs found different from the look before: tables and columns that came, went or moved, and other types, nullability and defaults. Newest first. The first look at a group is where it starts, and no change.',
  access: { permission: 'catalog', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object({
    table: textQuery('Only changes of this table'),
    column: textQuery('Only changes of columns of this name'),
    kind: choiceQuery(CATALOG_CHANGE_KINDS, 'Only changes of these kinds'),
    since: timestampInput.optional().describe('Only changes found at this time or later'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of changes.', schema: schemaChangePage },
  examples: { response: wholePage([schemaChangeExample]) },
});
