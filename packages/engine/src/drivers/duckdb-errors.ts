/** DuckDB's errors as errors that a person can act on. */
import { NoRoomError, TargetError, type TargetLocation } from '../target.ts';

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

const OUT_OF_MEMORY =
  'The rows need more memory than they may have here, even with a part of them on disk. Raise ASSAY_MEMORY_LIMIT, make room on the disk of ASSAY_HOME, or let fewer tables be measured at a time.';

export function duckdbError(error: unknown, location: TargetLocation = {}): TargetError {
  if (error instanceof TargetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const encoding = encodingProblem(message);
  if (encoding !== null) return new TargetError('unreadable', encoding, { location, cause: error });
  const className = message.slice(0, message.indexOf(' Error:'));
  if (className === 'Out of Memory')
    return new NoRoomError('internal', OUT_OF_MEMORY, { location, cause: error });
  return new TargetError(KINDS[className] ?? 'internal', firstParagraph(message), { location, cause: error });
}

/** A CSV that is not UTF-8 is not guessed at: bytes replaced in silence would be counted as the user's values. */
function encodingProblem(message: string): string | null {
  if (!message.includes('Invalid unicode (byte sequence mismatch)')) return null;
  const file = /^\s*file = (.+)$/m.exec(message)?.[1] ?? 'The file';
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const place = line === undefined ? file : `${file}, line ${line}`;
  return `${place}: the text is not UTF-8. Save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, if it is Western European)`;
}

/** The text of a bad line of CSV: values of the user, which not everybody who reads the error may see. */
const QUOTED_LINE =
  /\nOriginal Line:(?:[\s\S]*(?=\nError when converting column )|[\s\S]*?(?=\nExpected |\nPossible |\n\s*\n|$))/;

/** Says nothing that the rest of the message does not. */
const CLASS_NAME = /^[A-Z][A-Za-z ]* Error: /;

/** The last of them is DuckDB's own; a value may hold one too. */
const STATEMENT_EXCERPT = /\n\s*\nLINE \d+:(?![\s\S]*\nLINE \d+:)[\s\S]*$/;

/** Advice for people who write DuckDB SQL. */
const ADVICE = /\n\s*\n|\nLINE \d+:|\nPossible (?:fixes|solutions):/;

/** Says which message names the value that it stumbled over. Other errors quote names of tables, columns and files. */
const ABOUT_A_VALUE =
  /^(?:Conversion|Out of Range) Error: |^Invalid Input Error: (?:Could not|Failed to|Invalid|Malformed|Type) /;

/**
 * The shapes in which a value stands, with what replaces them. A value may hold quotes and line ends itself, so each
 * reaches as far as it can: rather less is said than too much.
 */
const VALUE_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/ with value [\s\S]* can't be cast/, ' cannot be cast'],
  [/\bcast value [\s\S]* (?=to )/, 'cast a value '],
  [/(?:\bstring )?(['"])(?:[\s\S]*\1|[\s\S]*$)(?::[\s\S]*$)?/, 'a value'],
  [/ \([-\d][^)]*\)!?$/, ''],
];
const BAD_CSV_LINE = /^[A-Za-z ]+ Error: CSV Error on Line: /;
/** A bad value of CSV, after the name of its column. */
const CSV_VALUE = /\bstring (['"])[\s\S]*\1(?= to )/;

function firstParagraph(message: string): string {
  const said = message.replace(QUOTED_LINE, '').replace(STATEMENT_EXCERPT, '');
  const [first = said] = withoutValues(said).replace(CLASS_NAME, '').split(ADVICE);
  return first.slice(0, MAX_MESSAGE_LENGTH).trim();
}

function withoutValues(message: string): string {
  if (BAD_CSV_LINE.test(message)) return message.replace(CSV_VALUE, 'a value');
  if (!ABOUT_A_VALUE.test(message)) return message;
  const replaced = VALUE_SHAPES.reduce((text, [shape, by]) => text.replace(shape, by), message);
  // What follows the first line shows where in the value it went wrong.
  return replaced.split('\n')[0] ?? '';
}
