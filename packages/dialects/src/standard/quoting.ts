/** Quoting of the SQL standard: double quotes around names, single quotes around text, each doubled inside. */
import { InvalidIdentifierError, InvalidValueError } from '../dialect-errors.ts';

/** Throws InvalidIdentifierError for a name that no table or column can have. */
export function quoteStandardIdentifier(name: string): string {
  if (name === '') throw new InvalidIdentifierError('it is empty');
  if (name.includes('\0')) throw new InvalidIdentifierError('it holds a NUL character');
  return `"${name.replaceAll('"', '""')}"`;
}

/** Reads a backslash as itself; engines that do not must escape it before. */
export function quoteStandardText(value: string): string {
  if (value.includes('\0')) throw new InvalidValueError(value, 'text: it holds a NUL character');
  return `'${value.replaceAll("'", "''")}'`;
}
