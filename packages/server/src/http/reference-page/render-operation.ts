/** One operation of the reference page. */
import { type Html, h, prose } from '../../html/html.ts';
import type { DescribedOperation, MediaType, Parameter, Response } from './open-api-shape.ts';
import { schemaFields, schemaType } from './render-schema.ts';

export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}

export function renderOperation(
  { method, path, operation }: PlacedOperation,
  responses: Readonly<Record<string, Response>>,
): Html {
  const body = operation.requestBody?.content?.['application/json'];
  return h`<details id="${operation.operationId}">
    <summary><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>
      <span class="what">${operation.summary}</span></summary>
    ${prose(operation.description)}
    ${parameters(operation.parameters ?? [])}
    ${body === undefined ? '' : h`<h4>Body</h4>${content(body)}`}
    <h4>Answers</h4>
    ${Object.entries(operation.responses).map(([status, response]) => answer(status, response, responses))}
  </details>`;
}

function parameters(list: readonly Parameter[]): Html {
  if (list.length === 0) return h``;
  const rows = list.map(
    (parameter) =>
      h`<tr><td><code>${parameter.name}</code> <em>${parameter.in}${
        parameter.required ? '' : ', optional'
      }</em></td><td class="type">${schemaType(parameter.schema)}</td><td>${prose(parameter.description)}</td></tr>`,
  );
  return h`<h4>Parameters</h4><table>${rows}</table>`;
}

function answer(status: string, response: Response, named: Readonly<Record<string, Response>>): Html {
  const resolved =
    response.$ref === undefined ? response : (named[response.$ref.split('/').at(-1) ?? ''] ?? response);
  const json = resolved.content?.['application/json'];
  const good = status.startsWith('2');
  return h`<div class="answer"><span class="status ${good ? 'good' : 'bad'}">${status}</span>
    <div>${prose(resolved.description)}${json !== undefined && good ? content(json) : ''}</div></div>`;
}

function content({ schema, example }: MediaType): Html {
  return h`<p class="type">${schemaType(schema)}</p>${schema === undefined ? '' : schemaFields(schema)}${
    example === undefined ? '' : h`<pre>${JSON.stringify(example, null, 2)}</pre>`
  }`;
}
