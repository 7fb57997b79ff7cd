/** Responses of an operation: its success, and its errors grouped by status. */
import { ERRORS, type ErrorCode, errorBody } from '../errors.ts';
import { type StreamEvent, writeEvent } from '../event-stream.ts';
import type { Operation } from '../operation.ts';
import { errorBodySchema } from '../schemas/error.ts';
import type { ComponentSchemas, JsonSchema } from './component-schemas.ts';
import { errorHeaders, headerReferences } from './headers.ts';

const pascalCase = (code: string): string =>
  code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

export class ErrorResponses {
  readonly #schemas: ComponentSchemas;
  readonly #components = new Map<string, object>();

  constructor(schemas: ComponentSchemas) {
    this.#schemas = schemas;
  }

  /** A reference to the response that stands for these codes, which share one status. */
  reference(codes: readonly ErrorCode[]): { $ref: string } {
    const name = codes.map(pascalCase).join('Or');
    if (!this.#components.has(name)) this.#components.set(name, this.#response(codes));
    return { $ref: `#/components/responses/${name}` };
  }

  #response(codes: readonly ErrorCode[]): object {
    const headers = headerReferences(errorHeaders(codes));
    const examples = codes.map((code) => [
      code,
      { summary: ERRORS[code].title, value: errorBody([{ code, detail: ERRORS[code].title }]) },
    ]);
    return {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code].when}`).join('\n\n'),
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      content: {
        'application/json': {
          schema: this.#schemas.add(errorBodySchema, 'output'),
          examples: Object.fromEntries(examples),
        },
      },
    };
  }

  toObject(): Record<string, object> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** What a body may be, by media type: JSON, and the same in another notation where there is one. */
export const contentOf = (alsoAs: string | undefined, content: object): Record<string, object> => ({
  'application/json': content,
  ...(alsoAs === undefined ? {} : { [alsoAs]: content }),
});

/** A text to OpenAPI 3.1, which has no word of its own for what the events of a stream are. */
function streamContent({ success, examples }: Operation, schemas: ComponentSchemas): object {
  const example = (examples.response as readonly StreamEvent[]).map(writeEvent).join('');
  const contentSchema = success.events && schemas.add(success.events, 'output');
  const schema = { type: 'string', contentMediaType: 'text/event-stream', contentSchema };
  return { 'text/event-stream': { schema, example } };
}

function successResponse(operation: Operation, schemas: ComponentSchemas): object {
  const { description, schema, headers, mediaType, alsoAs } = operation.success;
  if (mediaType === 'text/event-stream') return { description, content: streamContent(operation, schemas) };
  const content: { schema: JsonSchema; example: unknown } | null =
    schema === null ? null : { schema: schemas.add(schema, 'output'), example: operation.examples.response };
  return {
    description,
    ...(headers.length > 0 ? { headers: headerReferences(headers) } : {}),
    ...(content === null
      ? {}
      : { content: mediaType === undefined ? contentOf(alsoAs, content) : { [mediaType]: content } }),
  };
}

/** `responses` of an operation, by status in ascending order. */
export function responsesOf(
  operation: Operation,
  schemas: ComponentSchemas,
  errors: ErrorResponses,
): Record<string, object> {
  const responses: Record<string, object> = {
    [operation.success.status]: successResponse(operation, schemas),
  };
  if ('if-none-match' in operation.headers.shape) {
    responses['304'] = {
      description: 'Unchanged since the answer with this ETag.',
      headers: headerReferences(['ETag']),
    };
  }
  if (operation.success.mediaType === 'text/event-stream') {
    responses['204'] = { description: 'The caller has seen the end of the stream: there is no more.' };
  }
  for (const [status, codes] of Map.groupBy(operation.errors, (code) => ERRORS[code].status)) {
    responses[status] = errors.reference(codes);
  }
  return responses;
}
