import { createRenderer, type Dialect, type Statement } from '@assay/dialects';
import type { MeasurementRequest } from '../profile-request.ts';
import { aggregateStatement } from './aggregate-pack.ts';

/** The statement that answers one request by itself. Throws the dialect's errors for what it cannot put into SQL. */
export function requestStatement(dialect: Dialect, request: MeasurementRequest): Statement {
  if (request.kind === 'aggregates') {
    return aggregateStatement(dialect, request.table, Object.values(request.aggregates));
  }
  const renderer = createRenderer(dialect);
  return renderer.statement(renderer.query(request.query));
}
