/** Lists of allowed values as definitions keep them: `('red','it''s')`. A JSON array of texts is read too. */
import { ParameterSyntaxError } from './parameter-syntax-error.ts';
import { splitQuotedItems } from './quoted-items.ts';

const REMEDY = `Write it as ('first','second') or as ["first","second"].`;

/**
 * The values in the list; at least one. Bare items, such as numbers, count as they are written.
 * Throws ParameterSyntaxError.
 */
export function parseValueList(list: string): readonly string[] {
  const trimmed = list.trim();
  if (trimmed.startsWith('[')) return parseJsonList(trimmed);
  const items = splitQuotedItems(withoutParentheses(trimmed), "'");
  if (items.some((item) => item.value === '' && !item.quoted)) {
    throw new ParameterSyntaxError(`A value in the list is empty. ${REMEDY}`);
  }
  return items.map((item) => item.value);
}

/** Writes values as a list that `parseValueList` reads back. */
export function formatValueList(values: readonly string[]): string {
  return `(${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')})`;
}

function withoutParentheses(list: string): string {
  if (!list.startsWith('(')) return list;
  if (!list.endsWith(')')) {
    throw new ParameterSyntaxError(`The list starts with "(" and does not end with ")". ${REMEDY}`);
  }
  return list.slice(1, -1);
}

function parseJsonList(list: string): readonly string[] {
  const parsed = readJson(list);
  if (!Array.isArray(parsed) || parsed.length === 0) {
    throw new ParameterSyntaxError(`The list is not a JSON array with at least one value. ${REMEDY}`);
  }
  return parsed.map((item) => {
    if (typeof item === 'object') {
      throw new ParameterSyntaxError(`The list may hold texts, numbers and booleans only. ${REMEDY}`);
    }
    return String(item);
  });
}

function readJson(list: string): unknown {
  try {
    return JSON.parse(list);
  } catch {
    return null;
  }
}
