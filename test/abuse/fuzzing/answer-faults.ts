/** What is wrong with an answer, whatever the request was. */
import { answerProblems, ERRORS, type ErrorCode, type ErrorEntry, type Operation } from '@assay/contract';
import type { WireAnswer } from './send-request.ts';

/** Where a mistake of a request can be. */
const PLACE = /^(path|query|headers|body)(\.|$)/;
/** Traces of our insides that no answer may show. */
const INSIDES =
  /\n\s+at |node_modules|\.ts:\d+|\/packages\/|PGlite|SELECT .* FROM "?(api_token|project|job)\b/;
/** Answers of middle layers, which no operation declares. */
const UNDECLARED: readonly number[] = [304];

/** Empty when the answer is what the operation promises. */
export function answerFaults(operation: Operation, { status, headers, text }: WireAnswer): string[] {
  const faults = INSIDES.test(text) ? [`shows our insides: ${text.slice(0, 300)}`] : [];
  if (UNDECLARED.includes(status)) return faults;
  if (status === operation.success.status || status === 204)
    return [...faults, ...successFaults(operation, status, headers, text)];
  return [...faults, ...errorFaults(operation, status, headers, text)];
}

function successFaults(
  operation: Operation,
  status: number,
  headers: WireAnswer['headers'],
  text: string,
): string[] {
  const { schema, mediaType = 'application/json', headers: promised } = operation.success;
  if (status === 204) return text === '' ? [] : ['204 has a body'];
  // Preference-Applied is for those who had a preference, ETag and Retry-After for what may change.
  const missing = promised.filter((name) => name === 'Location' && headers[name.toLowerCase()] === undefined);
  const faults = missing.map((name) => `promises the header ${name} and has none`);
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/yaml') && operation.success.alsoAs !== undefined) return faults;
  if (schema !== null && !type.startsWith(mediaType)) faults.push(`is of type ${type}`);
  if (mediaType !== 'application/json' || schema === null) return faults;
  return [...faults, ...answerProblems(operation, JSON.parse(text))];
}

function errorFaults(
  operation: Operation,
  status: number,
  headers: WireAnswer['headers'],
  text: string,
): string[] {
  const entries = readErrors(text);
  if (entries === null) return [`${status} without the body of an error: ${text.slice(0, 300)}`];
  const faults = entries.flatMap((entry) => entryFaults(operation, entry));
  const first = entries[0]?.code as ErrorCode;
  if (ERRORS[first]?.status !== status) faults.push(`${first} came with the status ${status}`);
  if (status >= 500 && status !== 502) faults.push(`answered ${status}: ${text.slice(0, 500)}`);
  if ((status === 429 || status === 503) && headers['retry-after'] === undefined)
    faults.push(`${status} without Retry-After`);
  return faults;
}

function entryFaults(operation: Operation, { code, path, detail }: ErrorEntry): string[] {
  if (!operation.errors.includes(code)) return [`the error ${code} is not declared`];
  if (code === 'invalid_request' && !PLACE.test(path ?? '')) return [`no place: ${path}: ${detail}`];
  return detail === '' ? [`${code} says nothing`] : [];
}

/** Null for a body that is not that of an error. */
export function readErrors(text: string): readonly ErrorEntry[] | null {
  try {
    const { errors, detail } = JSON.parse(text) as { errors?: unknown; detail?: { errors?: unknown } };
    const isTwin = JSON.stringify(errors) === JSON.stringify(detail?.errors);
    return Array.isArray(errors) && errors.length > 0 && isTwin ? (errors as ErrorEntry[]) : null;
  } catch {
    return null;
  }
}
