/** The plain way to run tests, for comparison: a statement for each, two connections at a time. The SQL is exactly ours. */
import { DEFAULT_ENGINE_OPTIONS, openTarget, standaloneSql } from '@assay/engine';
import type { Step } from '../step.ts';
import { planMix, type TestRunContext } from './context.ts';
import { runStatements } from './run-statements.ts';

export const statementPerTest: Step<TestRunContext> = async (context) => {
  const target = await openTarget({ type: 'postgresql', url: context.url }, DEFAULT_ENGINE_OPTIONS);
  const { ready } = await planMix(target, context);
  await target.close();
  const statements = ready.map(({ request }) => {
    const sql = standaloneSql(target.dialect, request);
    if (sql === null) throw new Error(`no statement can be made of ${request.id}`);
    return sql;
  });
  await runStatements(context.url, statements);
  return {};
};
