/** A schema as a short type and, for objects, a table of its fields. */
import { type Html, h, prose } from '../../html/html.ts';
import type { Schema } from './open-api-shape.ts';

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

/** One line: `string (uuid)`, `"a" | "b"`, `list of Job`, a link to a named schema. */
export function schemaType(schema: Schema | undefined): Html {
  if (schema === undefined) return h`anything`;
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return h`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return h`${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined) return h`${schema.enum.map((value) => JSON.stringify(value)).join(' | ')}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return joined(choices.map(schemaType));
  if (schema.items !== undefined) return h`list of ${schemaType(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') {
    return h`object of ${schemaType(schema.additionalProperties)}`;
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['anything']);
  return h`${types.join(' | ')}${schema.format === undefined ? '' : ` (${schema.format})`}`;
}

const joined = (parts: readonly Html[]): Html =>
  h`${parts.flatMap((part, index) => (index === 0 ? [part] : [' | ', part]))}`;

/** The fields of an object; nothing for other schemas. */
export function schemaFields(schema: Schema): Html {
  const parts = [schema, ...(schema.allOf ?? [])];
  const fields = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  if (fields.length === 0) return h``;
  const rows = fields.map(
    ([name, field]) => h`<tr><td><code>${name}</code>${required.has(name) ? '' : h` <em>optional</em>`}</td>
      <td class="type">${schemaType(field)}${
        field.default === undefined ? '' : h`<br><em>default ${JSON.stringify(field.default)}</em>`
      }</td><td>${prose(field.description)}</td></tr>`,
  );
  return h`<table>${rows}</table>`;
}
