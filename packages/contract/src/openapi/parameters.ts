/** Parameters of an operation, from its schemas of path, query and headers. */
import type { z } from 'zod';
import type { Operation } from '../operation.ts';
import type { ComponentSchemas, JsonSchema } from './component-schemas.ts';

type Place = 'path' | 'query' | 'header';

/** `if-none-match` as people write it: If-None-Match. */
const headerName = (name: string): string => name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());

function parametersIn(place: Place, part: z.ZodObject, schemas: ComponentSchemas): object[] {
  const { properties = {}, required = [] } = schemas.add(part, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name: place === 'header' ? headerName(name) : name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    // Lists are one value with commas, which is what people type.
    ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  }));
}

export function parametersOf(operation: Operation, schemas: ComponentSchemas): object[] {
  return [
    ...parametersIn('path', operation.params, schemas),
    ...parametersIn('query', operation.query, schemas),
    ...parametersIn('header', operation.headers, schemas),
  ];
}
