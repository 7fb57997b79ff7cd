/** The API reference as one page of HTML: rendered here, so that it needs no script and nothing from elsewhere. */
import { type Html, h, prose, styleSheet } from '../../html/html.ts';
import type { OpenApiDocument } from './open-api-shape.ts';
import { REFERENCE_STYLE } from './reference-style.ts';
import { type PlacedOperation, renderOperation } from './render-operation.ts';
import { schemaFields, schemaType } from './render-schema.ts';

export function renderReference(document: OpenApiDocument): string {
  const base = document.servers?.[0]?.url ?? '';
  const operations = operationsOf(document, base);
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'Other');
  const { title, version, description } = document.info;
  const page = h`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} API</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">${styleSheet(REFERENCE_STYLE)}</head>
    <body><nav><a href="#top"><b>${title} API</b></a>${[...byTag].map(navigation)}
    <strong>More</strong><a href="#schemas">Schemas</a><a href="${base}/openapi.json">OpenAPI document</a></nav>
    <main id="top"><h1>${title} API</h1><p class="version">Version ${version}</p>${prose(description)}
    ${[...byTag].map(([tag, list]) => section(document, tag, list))}
    <h2 id="schemas">Schemas</h2>${schemas(document)}</main></body></html>`;
  return page.text;
}

function operationsOf(document: OpenApiDocument, base: string): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path: base + path, operation })),
  );
}

const navigation = ([tag, list]: [string, PlacedOperation[]]): Html =>
  h`<strong>${tag}</strong>${list.map(({ operation }) => h`<a href="#${operation.operationId}">${operation.summary}</a>`)}`;

function section(document: OpenApiDocument, tag: string, list: readonly PlacedOperation[]): Html {
  const about = document.tags?.find(({ name }) => name === tag)?.description;
  return h`<h2>${tag}</h2>${prose(about)}${list.map((placed) => renderOperation(placed, document.components?.responses ?? {}))}`;
}

function schemas(document: OpenApiDocument): readonly Html[] {
  return Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => h`<details id="schema-${name}"><summary><code>${name}</code>
      <span class="what">${schema.properties === undefined ? schemaType(schema) : ''}</span></summary>
      ${prose(schema.description)}${schemaFields(schema)}</details>`,
  );
}
