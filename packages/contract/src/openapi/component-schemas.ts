/** Turns zod schemas into JSON Schema, with named ones shared as components. */
import { z } from 'zod';

export type JsonSchema = { [key: string]: unknown };

/** zod states the bounds of safe integers on every integer; they say nothing to a reader. */
function tidy(schema: JsonSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // Answers are checked strictly in our tests; clients must accept the keys that later versions add.
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

const asComponentReferences = (json: string): string =>
  json.replaceAll('"#/$defs/', '"#/components/schemas/');

export class ComponentSchemas {
  readonly #components = new Map<string, JsonSchema>();

  /**
   * The schema as a caller writes it (`input`) or as the server answers it (`output`); a named schema comes back
   * as a reference. Throws when one name stands for two shapes.
   */
  add(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const converted = z.toJSONSchema(z.object({ root: schema }), {
      io,
      target: 'draft-2020-12',
      override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema),
    });
    const { properties, $defs = {} } = JSON.parse(asComponentReferences(JSON.stringify(converted))) as {
      properties: { root: JsonSchema };
      $defs?: Record<string, JsonSchema>;
    };
    for (const [name, component] of Object.entries($defs)) this.#define(name, component);
    return properties.root;
  }

  #define(name: string, component: JsonSchema): void {
    const known = this.#components.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new Error(`The schema name ${name} stands for two different shapes.`);
    }
    this.#components.set(name, component);
  }

  /** All components by name, sorted, so that the document does not depend on the order of operations. */
  toObject(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
