import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../schemas/page.ts';
import { testDefinitionParams } from '../schemas/test-definition.ts';
import { testHistory, testHistoryExample } from '../schemas/test-history.ts';

export const getTestHistory = defineOperation({
  id: 'getTestHistory',
  method: 'GET',
  path: '/test-definitions/{test_definition_id}/results',
  tag: 'Test definitions',
  summary: 'Get the history of a test',
  description:
    'Its results in all runs, newest first, how often it gave a false alarm, and the limit that its measures propose: `median + 3 * s` of the measures that passed or were dismissed (`median - 3 * s` where low values fail), `s` being 1.4826 times the median absolute deviation; never so near that a measure which passed or was dismissed would fail, and moved in where a confirmed alarm would pass. Of long histories the newest 500 results propose.',
  access: { permission: 'view', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  query: z.object(pageQuery()),
  success: {
    status: 200,
    description: 'A page of results, and what they say about the test.',
    schema: testHistory,
  },
  examples: { response: testHistoryExample },
});
