import type { Statement } from '@assay/dialects';
import type { MeasurementRequest } from '../profile-request.ts';
import { type QueryOptions, type Target, TargetError } from '../target.ts';
import { measurementError } from './measurement-error.ts';
import { requestStatement } from './request-statement.ts';

/**
 * Has the target read and plan the statement of one request without fetching anything: names, types and grammar are
 * checked, errors of single values (a division by zero) are not found. Null when it is accepted, else what the target
 * says against it. Throws TargetError when the target cannot tell: out of reach, canceled, too slow.
 */
export function tryMeasurement(
  target: Target,
  request: MeasurementRequest,
  options: QueryOptions,
): Promise<string | null> {
  return tryStatement(target, () => requestStatement(target.dialect, request), options);
}

/** The same of a statement; `make` may throw the dialect's errors for a question that it cannot put into SQL. */
export async function tryStatement(
  target: Target,
  make: () => Statement,
  options: QueryOptions,
): Promise<string | null> {
  try {
    const { sql, values } = make();
    // No engine looks at a row of what is limited to none.
    await target.query({ sql: `SELECT * FROM (${sql}) AS tried LIMIT 0`, values }, options);
    return null;
  } catch (error) {
    if (error instanceof TargetError && error.kind === 'timeout') throw error;
    return measurementError(error);
  }
}
