/** The statement of one test by itself, for people to read and to try. */
import type { Dialect } from '@assay/dialects';
import type { MeasurementRequest } from '../profile-request.ts';
import { isUnaskable } from './measurement-error.ts';
import { requestStatement } from './request-statement.ts';

/**
 * Values stand in the text, where a run binds them, and aggregates are not shared with other tests. Null when no
 * statement can be made of the request; its answer says why.
 */
export function standaloneSql(dialect: Dialect, request: MeasurementRequest): string | null {
  const readable: Dialect = { ...dialect, placeholder: (_, type, value) => dialect.literal(value, type) };
  try {
    return requestStatement(readable, request).sql;
  } catch (error) {
    if (isUnaskable(error)) return null;
    throw error;
  }
}
