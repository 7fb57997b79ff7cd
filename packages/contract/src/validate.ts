/** Reads the parts of a request by an operation's schemas, and says every mistake with its place. */
import { z } from 'zod';
import type { ErrorEntry } from './errors.ts';
import { issueWording } from './issue-wording.ts';
import type { Operation, OperationInput } from './operation.ts';

export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: readonly ErrorEntry[] };

/** Names of the parts as they stand in an error's `path`. */
type Part = 'path' | 'query' | 'headers' | 'body';

function readPart<Schema extends z.ZodType>(
  part: Part,
  schema: Schema,
  raw: unknown,
): Reading<z.output<Schema>> {
  const parsed = schema.safeParse(raw, { error: issueWording });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: parsed.error.issues.map((issue) => entryOf(part, issue)) };
}

function entryOf(part: Part, issue: z.core.$ZodIssue): ErrorEntry {
  // A query parameter is one place, even where it is read as a list.
  const place = part === 'query' ? issue.path.slice(0, 1) : issue.path;
  const path = [part, ...place.map(String)].join('.');
  return { code: 'invalid_request', path, detail: `${path} ${issue.message}.` };
}

/**
 * Reads the path parameters alone: a malformed id is a mistake before anyone looks whether it exists.
 * `raw` holds decoded texts by parameter name.
 */
export function readParams<Op extends Operation>(
  operation: Op,
  raw: Readonly<Record<string, unknown>>,
): Reading<OperationInput<Op>['params']> {
  return readPart('path', operation.params, raw) as Reading<OperationInput<Op>['params']>;
}

export interface RawRequest {
  /** Texts, or lists of texts where a name is repeated. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed JSON; undefined when the request has no body. Not looked at when the operation needs none. */
  readonly body: unknown;
}

/** Reads everything but the path, all mistakes of all parts at once. */
export function readRequest<Op extends Operation>(
  operation: Op,
  raw: RawRequest,
): Reading<Omit<OperationInput<Op>, 'params'>> {
  const query = readPart('query', operation.query, raw.query);
  const headers = readPart('headers', operation.headers, raw.headers);
  const body: Reading<unknown> =
    operation.body === null ? { ok: true, value: undefined } : readPart('body', operation.body, raw.body);
  if (query.ok && headers.ok && body.ok) {
    const value = { query: query.value, headers: headers.value, body: body.value };
    return { ok: true, value: value as unknown as Omit<OperationInput<Op>, 'params'> };
  }
  return { ok: false, errors: [query, headers, body].flatMap((part) => (part.ok ? [] : part.errors)) };
}

/** Reads a value from elsewhere by a schema of this room, with mistakes placed under `body.<at>`. */
export function readBodyPart<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  at: string,
): Reading<z.output<Schema>> {
  const reading = readPart('body', schema, raw);
  if (reading.ok) return reading;
  const errors = reading.errors.map((entry) => {
    const path = (entry.path ?? 'body').replace(/^body/, `body.${at}`);
    return { ...entry, path, detail: entry.detail.replace(/^body/, `body.${at}`) };
  });
  return { ok: false, errors };
}

/**
 * How an answer departs from what the operation promises; empty = not at all. For tests and strict servers. Of a stream it
 * takes the list of some events.
 */
export function answerProblems(operation: Operation, body: unknown): string[] {
  const { events } = operation.success;
  const schema = events === undefined ? operation.success.schema : z.array(events);
  if (schema === null) return body === undefined ? [] : [`${operation.id} promises no body.`];
  const parsed = schema.safeParse(body);
  if (parsed.success) return [];
  return parsed.error.issues.map(
    (issue) => `${operation.id}: ${issue.path.join('.') || 'body'}: ${issue.message}`,
  );
}
