import { PROFILE_MEASURES } from '@assay/checks';
import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { columnHistoryExample, columnHistoryPage } from '../schemas/profile-history.ts';
import { choiceQuery } from '../schemas/query-values.ts';
import { tableGroupParams } from '../schemas/table-group.ts';

const measureNames = PROFILE_MEASURES.map(({ name }) => name);

export const listColumnHistory = defineOperation({
  id: 'listColumnHistory',
  method: 'GET',
  path: '/table-groups/{table_group_id}/catalog/{table}/{column}/history',
  tag: 'Profiling',
  summary: 'List the history of a column',
  description:
    'What each completed profiling run measured of a column, newest run first, with the score of the column and the issues that nobody dismissed. Columns that have been dropped keep their history.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams.extend({
    table: z.string().describe('Name of the table'),
    column: z.string().describe('Name of the column'),
  }),
  query: z.object({
    measures: choiceQuery(
      measureNames as [(typeof measureNames)[number], ...typeof measureNames],
      'Only these measures; all when left out',
    ),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of runs.', schema: columnHistoryPage },
  examples: { response: wholePage([columnHistoryExample]) },
});
