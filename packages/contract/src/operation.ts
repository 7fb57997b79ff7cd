/**
 * An operation of the API as plain data. Routes, OpenAPI document, typed client and everything else are read
 * from these definitions; none of them does work.
 */
import { z } from 'zod';
import type { Access } from './access.ts';
import { ERROR_CODES, type ErrorCode } from './errors.ts';

/** Paths of operations are relative to this. */
export const API_BASE_PATH = '/api/v1';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Groups operations in the reference, in this order. */
export const TAGS = {
  Server: 'What answers here.',
  Projects: 'The top container: everything belongs to a project.',
  Connections: 'Databases and folders of files that Assay reads.',
  'Table groups': 'Tables of one schema, chosen by list and masks: the unit of profiling.',
  Profiling: 'Profiling runs, the column profiles they make, and the hygiene issues they find.',
  'Test suites': 'Sets of tests on one table group.',
  'Test definitions': 'The tests themselves, and the catalog of test types.',
  'Test runs': 'Runs of a suite and the result of each test.',
  'Mutation checks': 'Which injected defects a suite notices.',
  Monitors: 'What watches the freshness, volume, schema and metrics of a table group from run to run.',
  Gates: 'What a run must look like for a pipeline to go on.',
  Jobs: 'Everything that takes time: wait for it, watch it, cancel it.',
  Notifications:
    'Who is told what happened: by webhook, Slack, Teams or e-mail, and the log of what was sent.',
  Schedules: 'Jobs by the clock: cron lines in a time zone, fired exactly once.',
  Tokens: 'Keys for programs that call this API.',
} as const;
export type Tag = keyof typeof TAGS;

/** What documents that people keep in files may be written in instead of JSON, RFC 9512. The schema is the same. */
export const YAML_TYPE = 'application/yaml';

/** Response headers that an operation may promise; `openapi-headers.ts` describes them. */
export type ResponseHeader = 'Location' | 'Retry-After' | 'Preference-Applied' | 'ETag';

export interface Success<Answer extends z.ZodType | null> {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  /** Null for an answer without a body. */
  readonly schema: Answer;
  /** JSON unless it says otherwise; the schema of a page is a text. */
  readonly mediaType?: 'text/html';
  /** Sent instead of JSON when the query says `format=yaml` or else `Accept` prefers it. */
  readonly alsoAs?: typeof YAML_TYPE;
  readonly headers: readonly ResponseHeader[];
}

export interface Operation<
  Id extends string = string,
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Headers extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | null = z.ZodType | null,
  Answer extends z.ZodType | null = z.ZodType | null,
> {
  readonly id: Id;
  readonly method: HttpMethod;
  /** Relative to API_BASE_PATH, parameters in braces: `/jobs/{job_id}`. */
  readonly path: string;
  readonly tag: Tag;
  /** A few words, without a full stop. */
  readonly summary: string;
  /** What a caller needs to know beyond the schemas. */
  readonly description: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  /** Request headers with a meaning here, names in lower case. */
  readonly headers: Headers;
  /** Null when a body is neither needed nor read. */
  readonly body: Body;
  /** Read as well as JSON. */
  readonly bodyAlsoAs?: typeof YAML_TYPE;
  readonly success: Success<Answer>;
  /** Every code that this operation can answer with. */
  readonly errors: readonly ErrorCode[];
  readonly examples: { readonly body?: unknown; readonly response?: unknown };
}

/** The definition as written: what is left out is empty, and errors that every operation has are not repeated. */
export interface OperationDefinition<
  Id extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType | null,
  Answer extends z.ZodType | null,
> extends Omit<
    Operation<Id, Params, Query, Headers, Body, Answer>,
    'params' | 'query' | 'headers' | 'body' | 'success' | 'errors'
  > {
  readonly params?: Params;
  readonly query?: Query;
  readonly headers?: Headers;
  readonly body?: Body;
  readonly success: Omit<Success<Answer>, 'headers'> & { readonly headers?: readonly ResponseHeader[] };
  /** Codes of this operation's own rules, beyond those that follow from its access and inputs. */
  readonly errors?: readonly ErrorCode[];
}

const NO_FIELDS = z.object({});
type NoFields = typeof NO_FIELDS;

export function defineOperation<
  const Id extends string,
  Answer extends z.ZodType | null,
  Params extends z.ZodObject = NoFields,
  Query extends z.ZodObject = NoFields,
  Headers extends z.ZodObject = NoFields,
  Body extends z.ZodType | null = null,
>(
  definition: OperationDefinition<Id, Params, Query, Headers, Body, Answer>,
): Operation<Id, Params, Query, Headers, Body, Answer> {
  const inputs = {
    // A default for a type parameter cannot be expressed without these casts: an absent part is NoFields or null.
    params: definition.params ?? (NO_FIELDS as unknown as Params),
    query: definition.query ?? (NO_FIELDS as unknown as Query),
    headers: definition.headers ?? (NO_FIELDS as unknown as Headers),
    body: definition.body ?? (null as Body),
  };
  return {
    ...definition,
    ...inputs,
    success: { ...definition.success, headers: definition.success.headers ?? [] },
    errors: withImpliedErrors(definition.access, inputs, definition.errors ?? []),
  };
}

function withImpliedErrors(
  access: Access,
  inputs: { params: z.ZodObject; query: z.ZodObject; headers: z.ZodObject; body: z.ZodType | null },
  own: readonly ErrorCode[],
): ErrorCode[] {
  const codes = new Set<ErrorCode>(['too_many_requests', 'internal', 'service_unavailable', ...own]);
  if (access !== 'none') codes.add('unauthenticated');
  if (access !== 'none' && (access.of !== 'server' || access.permission !== 'catalog'))
    codes.add('not_found');
  const fields = [inputs.params, inputs.query, inputs.headers].flatMap((part) => Object.keys(part.shape));
  if (fields.length > 0 || inputs.body !== null) codes.add('invalid_request');
  if (inputs.body !== null) codes.add('payload_too_large').add('unsupported_media_type');
  return ERROR_CODES.filter((code) => codes.has(code));
}

type BodyOutput<Body> = Body extends z.ZodType ? z.output<Body> : undefined;

/** What a handler gets: every part parsed and normalised. */
export interface OperationInput<Op extends Operation> {
  readonly params: z.output<Op['params']>;
  readonly query: z.output<Op['query']>;
  readonly headers: z.output<Op['headers']>;
  readonly body: BodyOutput<Op['body']>;
}

/** The body that a handler answers with; undefined for an answer without a body. */
export type OperationOutput<Op extends Operation> = BodyOutput<Op['success']['schema']>;
