/**
 * What somebody would write who packs tests by hand, for comparison: one SELECT over the table with every aggregate that
 * the tests need, each once, on one connection; beside it, on the other, the statements of the tests that are queries of
 * their own. The SQL of the aggregates is exactly ours.
 */
import { type Aggregate, aggregateIdentity, createRenderer, type Dialect } from '@assay/dialects';
import { DEFAULT_ENGINE_OPTIONS, openTarget, standaloneSql } from '@assay/engine';
import { TABLE } from '../profile-postgresql/order-table.ts';
import type { Step } from '../step.ts';
import { planMix, type TestRunContext } from './context.ts';
import { runStatements } from './run-statements.ts';

export const oneScan: Step<TestRunContext> = async (context) => {
  const target = await openTarget({ type: 'postgresql', url: context.url }, DEFAULT_ENGINE_OPTIONS);
  const { ready } = await planMix(target, context);
  await target.close();
  const requests = ready.map(({ request }) => request);
  const aggregates = requests.flatMap((request) =>
    request.kind === 'aggregates' ? Object.values(request.aggregates) : [],
  );
  const queries = requests
    .filter(({ kind }) => kind === 'query')
    .flatMap((request) => standaloneSql(target.dialect, request) ?? []);
  await runStatements(context.url, [scan(target.dialect, aggregates), ...queries]);
  return {};
};

function scan(dialect: Dialect, aggregates: readonly Aggregate[]): string {
  const readable: Dialect = { ...dialect, placeholder: (_, type, value) => dialect.literal(value, type) };
  const renderer = createRenderer(readable);
  const distinct = new Map(aggregates.map((aggregate) => [aggregateIdentity(aggregate), aggregate]));
  const items = [...distinct.values()].map(
    (aggregate, index) => `${renderer.aggregate(aggregate, null)} AS a${index}`,
  );
  return `SELECT ${items.join(', ')} FROM ${renderer.tableName(TABLE)}`;
}
