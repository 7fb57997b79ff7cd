import { defineOperation } from '../operation.ts';
import { backtest, backtestExample, backtestSettings } from '../schemas/backtest.ts';
import { testDefinitionParams } from '../schemas/test-definition.ts';

export const backtestTestDefinition = defineOperation({
  id: 'backtestTestDefinition',
  method: 'POST',
  path: '/test-definitions/{test_definition_id}/backtest',
  tag: 'Test definitions',
  summary: 'Back-test the prediction of a test',
  description:
    'Predicts the bounds of each earlier run from the runs before it, and says which of them would have been alarms. Stores nothing. What is left out is taken from the suite.',
  access: { permission: 'view', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  body: backtestSettings,
  success: { status: 200, description: 'The runs, oldest first.', schema: backtest },
  examples: { body: { sensitivity: 'medium', min_lookback: 20 }, response: backtestExample },
});
