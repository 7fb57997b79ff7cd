/** SQL that users write, on its way into a statement. */
import type { Dialect } from './dialect.ts';
import { OutwardSqlError, UnboundedSqlError } from './dialect-errors.ts';

/**
 * Without a closing semicolon, and on lines of its own in case it ends in a comment. Throws OutwardSqlError where it
 * calls what does more than read, UnboundedSqlError where it would end the parentheses or the statement.
 */
export function inParentheses(sql: string, dialect: Dialect): string {
  refuseOutward(sql, dialect);
  const bare = sql.replace(/[\s;]+$/, '');
  const problem = dialect.boundsProblem(bare);
  if (problem !== null) throw new UnboundedSqlError(problem);
  return `(\n${bare}\n)`;
}

function refuseOutward(sql: string, { outwardFunctions = [] }: Dialect): void {
  if (outwardFunctions.length === 0) return;
  // A name could be spelled so that nobody recognises it.
  if (/\bU&"/i.test(sql)) throw new OutwardSqlError('U&"..."', 'it is a name in disguise');
  for (const { names, because } of outwardFunctions) {
    const [called] = new RegExp(`\\b(?:${names})(?="?${BLANKS}\\()`, 'i').exec(sql) ?? [];
    if (called !== undefined) throw new OutwardSqlError(called, because);
  }
}

/** What may stand between a name and its parenthesis: blanks and comments. */
const BLANKS = String.raw`(?:\s|--[^\n]*\n|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*`;
