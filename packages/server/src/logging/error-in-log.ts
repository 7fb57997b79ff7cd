/** An error as the log shows it: enough to find the mistake, nothing of what users store or ask. */
import { TargetError } from '@assay/engine';

/** Says which statement and which place, and never a value. Drivers also have `detail`, `where`, `query`: those do. */
const SHOWN_FIELDS = ['code', 'constraint', 'table', 'column', 'kind'] as const;
/** Causes of causes may go in circles. */
const DEEPEST = 5;

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [field: string]: unknown;
}

export function errorInLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error', stack: '' };
  // The words of a user's database quote its data and the user's SQL.
  const quotes = error instanceof TargetError;
  const message = quotes ? 'the target failed' : error.message;
  const cause = quotes || depth === DEEPEST ? undefined : error.cause;
  return {
    type: error.name,
    message,
    stack: `${error.name}: ${message}\n${framesOf(error)}`,
    ...shownFields(error),
    ...(cause === undefined ? {} : { cause: errorInLog(cause, depth + 1) }),
  };
}

const shownFields = (error: Error): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SHOWN_FIELDS.flatMap((field) => {
      const value = (error as unknown as Readonly<Record<string, unknown>>)[field];
      return typeof value === 'string' ? [[field, value]] : [];
    }),
  );

/** Without the message, which comes first in a stack and may have lines that look like anything. */
const framesOf = ({ stack = '', message }: Error): string => {
  const lines = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return lines.filter((line) => /^ {4}at /.test(line)).join('\n');
};
