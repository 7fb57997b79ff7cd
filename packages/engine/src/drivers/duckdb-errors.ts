/** DuckDB's errors as errors that a person can act on. */
import { TargetError, type TargetLocation } from '../target.ts';

/**
 * DuckDB has no error codes: every message starts with the name of its class ("Parser Error: ..."), which is part of
 * its interface (https://duckdb.org/docs/stable/dev/internal_errors). Only that class is read here.
 */
const KINDS: Readonly<Record<string, TargetError['kind']>> = {
  Binder: 'bad_sql',
  Catalog: 'bad_sql',
  Constraint: 'bad_sql',
  Conversion: 'bad_sql',
  'Invalid Input': 'bad_sql',
  Mismatch: 'bad_sql',
  'Not implemented': 'bad_sql',
  'Out of Range': 'bad_sql',
  Parser: 'bad_sql',
  Syntax: 'bad_sql',
  IO: 'unreadable',
  Permission: 'refused',
  INTERRUPT: 'canceled',
};

const MAX_MESSAGE_LENGTH = 600;

export function duckdbError(error: unknown, location: TargetLocation = {}): TargetError {
  if (error instanceof TargetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const className = message.slice(0, message.indexOf(' Error:'));
  return new TargetError(KINDS[className] ?? 'internal', firstParagraph(message), { location, cause: error });
}

/** The text of a bad line of CSV: values of the user, which not everybody who reads the error may see. */
const QUOTED_LINE = /\nOriginal Line:[\s\S]*?(?=\nExpected |\nPossible |\n\s*\n|$)/;

/** What follows the first empty line is advice for people who write DuckDB SQL, and an excerpt of the statement. */
function firstParagraph(message: string): string {
  const [first = message] = message
    .replace(QUOTED_LINE, '')
    .split(/\n\s*\n|\nLINE \d+:|\nPossible (?:fixes|solutions):/);
  return first.slice(0, MAX_MESSAGE_LENGTH).trim();
}
