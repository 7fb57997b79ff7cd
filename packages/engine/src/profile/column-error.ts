import { TargetError } from '../target.ts';

/** What to record beside a column. Throws again what ends the whole run: canceled, target gone, a mistake of ours. */
export function columnError(error: unknown): string {
  if (!(error instanceof TargetError) || error.kind === 'canceled' || error.kind === 'unreachable')
    throw error;
  return error.message;
}
