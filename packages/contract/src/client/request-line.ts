/** From an operation and a flat input to an address. */
import type { Operation } from '../operation.ts';

export type FlatInput = Readonly<Record<string, unknown>>;

/** Fills the braces of a path. Throws RangeError when a parameter is missing or empty: it would name another route. */
export function fillPath(path: string, input: FlatInput): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input[name];
    if (value === undefined || value === null || value === '') {
      throw new RangeError(`The path ${path} needs ${name}.`);
    }
    return encodeURIComponent(String(value));
  });
}

/** The query string with its question mark; empty when there is nothing to say. Lists are joined by commas. */
export function queryString(operation: Operation, input: FlatInput): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(operation.query.shape)) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') query.set(name, text);
  }
  return query.size === 0 ? '' : `?${query}`;
}
