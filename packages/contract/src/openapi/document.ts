/** The OpenAPI 3.1 document, built from the operations and nothing else. */
import type { Access } from '../access.ts';
import { API_BASE_PATH, type Operation, TAGS } from '../operation.ts';
import { OPERATION_LIST } from '../operations.ts';
import { ComponentSchemas } from './component-schemas.ts';
import { headerComponents } from './headers.ts';
import { parametersOf } from './parameters.ts';
import { contentOf, ErrorResponses, responsesOf } from './responses.ts';

const INTRODUCTION = `Assay profiles tables, names hygiene issues, generates and runs tests, and scores the data.

Everything that takes time is a **job**: submit it (202), wait for it or watch it, then fetch the summary of its run.
The id of a run is the id of its job. Times are ISO 8601 in UTC, ids are UUIDs, lists come in pages.
Every error has the same body: \`errors\`, one entry for each thing that is wrong.`;

function accessSentence(access: Access): string {
  if (access === 'none') return 'Needs no token.';
  if (access.permission === 'global_admin') return 'Needs a global admin.';
  if (access.of === 'server' && access.permission === 'catalog') return 'Any token will do.';
  const where = access.of === 'server' ? 'in at least one project' : 'in the project';
  return `Needs the permission \`${access.permission}\` ${where}.`;
}

function operationObject(operation: Operation, schemas: ComponentSchemas, errors: ErrorResponses): object {
  const parameters = parametersOf(operation, schemas);
  const body = operation.body === null ? null : schemas.add(operation.body, 'input');
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: `${operation.description}\n\n${accessSentence(operation.access)}`,
    ...(operation.access === 'none' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: contentOf(operation.bodyAlsoAs, { schema: body, example: operation.examples.body }),
          },
        }),
    responses: responsesOf(operation, schemas, errors),
  };
}

function pathsOf(operations: readonly Operation[], schemas: ComponentSchemas, errors: ErrorResponses) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation, schemas, errors),
    };
  }
  return paths;
}

/**
 * Builds the document for a version of the server. Pure: the same operations give the same document, key order
 * included. Throws when two schemas share a name.
 */
export function openApiDocument(version: string, operations: readonly Operation[] = OPERATION_LIST): object {
  const schemas = new ComponentSchemas();
  const errors = new ErrorResponses(schemas);
  const paths = pathsOf(operations, schemas, errors);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: API_BASE_PATH, description: 'The server that sent this document' }],
    security: [{ bearer: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token: `Authorization: Bearer assay_...`',
        },
      },
      headers: headerComponents(),
      responses: errors.toObject(),
      schemas: schemas.toObject(),
    },
  };
}
