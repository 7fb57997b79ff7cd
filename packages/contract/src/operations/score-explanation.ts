import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../schemas/page.ts';
import { textQuery } from '../schemas/query-values.ts';
import { scoreExplanation, scoreExplanationExample } from '../schemas/score-explanation.ts';
import { tableGroupParams } from '../schemas/table-group.ts';

export const explainScore = defineOperation({
  id: 'explainScore',
  method: 'GET',
  path: '/table-groups/{table_group_id}/score/explain',
  tag: 'Table groups',
  summary: 'Explain the score of a table group',
  description:
    'Which findings of the latest completed runs cost how many points, dearest first. A column weighs its rows x its weight; of those, the share 1 - product(1 - prevalence) over its findings is bad, and a score is the good share of all points. The cost of a finding is the score without it less the score with it. Costs need not add up to what is missing: rows that several findings spoil stay bad when one of them goes, and the total score is a product. Losses of tables and columns do add up. `table` and `column` narrow the lists, not the scores.',
  access: { permission: 'view', of: 'table_group', param: 'table_group_id' },
  params: tableGroupParams,
  query: z.object({
    table: textQuery('Only this table'),
    column: textQuery('Only columns of this name'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'The scores and what they are made of.', schema: scoreExplanation },
  examples: { response: scoreExplanationExample },
});
