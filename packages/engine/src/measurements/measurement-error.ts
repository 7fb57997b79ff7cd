import {
  InvalidIdentifierError,
  InvalidValueError,
  OutwardSqlError,
  PortablePatternError,
  UnboundedSqlError,
  UnsupportedFunctionError,
} from '@assay/dialects';
import { TargetError } from '../target.ts';

/** Questions that no statement could be made of. */
const UNASKABLE = [
  InvalidIdentifierError,
  InvalidValueError,
  OutwardSqlError,
  PortablePatternError,
  UnboundedSqlError,
  UnsupportedFunctionError,
] as const;

export const isUnaskable = (error: unknown): error is Error =>
  UNASKABLE.some((type) => error instanceof type);

/** What to answer to one test. Throws again what ends the whole run: canceled, target gone, a mistake of ours. */
export function measurementError(error: unknown): string {
  if (isUnaskable(error)) return error.message;
  if (!(error instanceof TargetError) || error.kind === 'canceled' || error.kind === 'unreachable')
    throw error;
  return error.message;
}
