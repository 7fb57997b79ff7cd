/** Requests of an operation: what it asks for, nearly what it asks for, and what nobody should send. */
import type { Operation, RawRequest } from '@assay/contract';
import fc from 'fast-check';
import { arbitraryOf, type JsonSchema, type SchemaContext } from './arbitrary-of-schema.ts';
import { HOSTILE_BODIES, hostileText, hostileValue } from './hostile-values.ts';

/** The parts of a request as a program holds them, before they are written. */
export interface RequestParts {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Undefined for a request without a body. */
  readonly body: unknown;
}

export interface FuzzedRequest extends RequestParts {
  /** Before one place of it was spoiled. */
  readonly intended: RequestParts;
  /** `body.config.host`; null when nothing was spoiled. */
  readonly spoiled: string | null;
  /** Sent byte for byte instead of `body`. */
  readonly rawBody: string | null;
  /** Appended to the address as it is. */
  readonly rawQuery: string;
}

/** The part of an OpenAPI operation that says what a request holds. */
export interface DocumentedOperation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
}

/** What strict parsers, lax parsers and those in between read differently. */
const RAW_QUERIES = [
  ...['&', '?', '&&==', '=', '&page', '&page=1&page=2', '&limit=1&limit=1', '&limit[]=1', '&limit[a]=1'],
  ...['&limit=%', '&limit=%zz', '&limit=%00', '&limit=%ff%fe', '&__proto__=1', '&__proto__[x]=1'],
  ...[
    '&constructor=1',
    '&hasOwnProperty=1',
    '&page=1%20',
    '&page=+1',
    '&page=1e0',
    '&page=0x1',
    '&page=%D9%A1',
  ],
  ...[
    '&limit=10;drop',
    '&table=',
    `&table=${'a'.repeat(4000)}`,
    `${'&a=1'.repeat(1200)}`,
    '&wait=-1',
    '&wait=1e9',
  ],
];

/** Nothing in it is wrong, as far as the document says. */
export const plainRequests = (
  operation: Operation,
  documented: DocumentedOperation,
  context: SchemaContext,
): fc.Arbitrary<FuzzedRequest> =>
  intendedRequests(operation, documented, context).map((parts) => ({
    ...parts,
    intended: parts,
    ...NOT_SPOILED,
  }));

export function fuzzedRequests(
  operation: Operation,
  documented: DocumentedOperation,
  context: SchemaContext,
): fc.Arbitrary<FuzzedRequest> {
  const untouched = plainRequests(operation, documented, context);
  const intended = intendedRequests(operation, documented, context);
  const spoiled = fc.tuple(intended, fc.nat(), hostileValue, hostileText).map((drawn) => spoil(...drawn));
  const withRawQuery = fc
    .tuple(untouched, fc.constantFrom(...RAW_QUERIES))
    .map(([request, rawQuery]) => ({ ...request, rawQuery }));
  const withRawBody = fc
    .tuple(untouched, fc.constantFrom(...HOSTILE_BODIES))
    .map(([request, rawBody]) => ({ ...request, rawBody }));
  return fc.oneof(
    { weight: 4, arbitrary: untouched },
    { weight: 5, arbitrary: spoiled },
    { weight: 1, arbitrary: withRawQuery },
    { weight: documented.requestBody ? 2 : 1, arbitrary: withRawBody },
  );
}

const NOT_SPOILED = { spoiled: null, rawBody: null, rawQuery: '' } as const;

/** What the document allows. The example of the contract, which is known to make sense, is every second body. */
function intendedRequests(
  operation: Operation,
  documented: DocumentedOperation,
  context: SchemaContext,
): fc.Arbitrary<RequestParts> {
  const parametersIn = (place: string, required: boolean) => {
    const parameters = (documented.parameters ?? []).filter((parameter) => parameter.in === place);
    const values = parameters.map(({ name, schema }) => {
      const key = place === 'header' ? name.toLowerCase() : name;
      return [key, context.known(key) ?? arbitraryOf(schema, context)] as const;
    });
    const record = fc.record(Object.fromEntries(values), required ? {} : { requiredKeys: [] });
    // Most requests name few of their options.
    return required ? record : fc.oneof(fc.constant({}), record);
  };
  const schema = Object.values(documented.requestBody?.content ?? {})[0]?.schema;
  return fc.record({
    path: parametersIn('path', true),
    query: parametersIn('query', false),
    headers: parametersIn('header', false),
    body:
      schema === undefined
        ? fc.constant(undefined)
        : fc.oneof(exampleBodies(operation.examples.body, context), arbitraryOf(schema, context)),
  });
}

/** The example, with ids of things that exist and a name of its own. */
function exampleBodies(example: unknown, context: SchemaContext): fc.Arbitrary<unknown> {
  const entries = Object.entries(example as Record<string, unknown>).map(([name, value]) => {
    const own = name === 'name' ? fc.uuid() : context.known(name);
    return [name, own ?? fc.constant(value)] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

/** Puts a hostile value in one place; paths and headers are texts whatever one does. */
function spoil(intended: RequestParts, draw: number, value: unknown, text: string): FuzzedRequest {
  const places = placesOf(intended);
  const place = places[draw % places.length] ?? ['query', 'limit'];
  const mustBeText = place[0] === 'path' || place[0] === 'headers';
  const parts = withValueAt(intended, place, mustBeText ? text : value) as RequestParts;
  return { ...NOT_SPOILED, ...parts, intended, spoiled: place.join('.') };
}

/** Every value and every list and object around it. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => placesOf(member, [...path, key]))
      : [];
  const isPart = path.length === 1 && path[0] !== 'body';
  return path.length === 0 || isPart || value === undefined ? inner : [path, ...inner];
}

function withValueAt(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((member, at) => (String(at) === key ? withValueAt(member, rest, value) : member));
  }
  const record = (whole ?? {}) as Readonly<Record<string, unknown>>;
  return { ...record, [key]: withValueAt(record[key], rest, value) };
}

/** The parts as the server will have them when nothing is lost on the way; for `readRequest`. */
export const asRead = ({ query, headers, body }: RequestParts): RawRequest => ({
  query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, queryTexts(value)])),
  headers,
  body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
});

/** One text, or several for a name that is repeated. */
export function queryTexts(value: unknown): string | string[] {
  if (Array.isArray(value) && value.length > 1) return value.map((item) => String(queryTexts(item)));
  if (Array.isArray(value)) return String(queryTexts(value[0] ?? ''));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
