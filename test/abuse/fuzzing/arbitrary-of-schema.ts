/** Values that a JSON Schema of the OpenAPI document allows. */
import fc from 'fast-check';

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface SchemaContext {
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** Stands in for what the schema alone would give: ids of things that exist, addresses that may be called. */
  readonly known: (property: string) => fc.Arbitrary<unknown> | null;
}

const LONGEST_TEXT = 60;
const MOST_ITEMS = 3;

/** Throws for a schema that says something this generator does not understand. */
export function arbitraryOf(schema: JsonSchema, context: SchemaContext): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return arbitraryOf(resolve(schema.$ref, context), context);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, context)));
  if (schema.allOf) return arbitraryOf(Object.assign({}, ...schema.allOf) as JsonSchema, context);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type: string) => arbitraryOf({ ...schema, type }, context)));
  }
  // A schema without a type allows everything.
  const type = typeof schema.type === 'string' ? schema.type : 'anything';
  const make = MAKERS[type];
  if (make === undefined) throw new Error(`no value is known for ${JSON.stringify(schema)}`);
  return make(schema, context);
}

function resolve(reference: string, { components }: SchemaContext): JsonSchema {
  const component = components[reference.replace('#/components/schemas/', '')];
  if (component === undefined) throw new Error(`${reference} leads nowhere`);
  return component;
}

type Maker = (schema: JsonSchema, context: SchemaContext) => fc.Arbitrary<unknown>;

const MAKERS: Readonly<Record<string, Maker>> = {
  anything: () => fc.jsonValue({ maxDepth: 3 }),
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -1e9, maximum = 1e9 }) => fc.integer({ min: minimum, max: maximum }),
  number: (schema) => {
    const { minimum = schema.exclusiveMinimum ?? -1e9, maximum = schema.exclusiveMaximum ?? 1e9 } = schema;
    return fc
      .double({ min: minimum, max: maximum, noNaN: true })
      .filter((value) => value !== schema.exclusiveMinimum && value !== schema.exclusiveMaximum);
  },
  string: textOf,
  array: ({ items = {}, minItems = 0, maxItems = MOST_ITEMS }, context) =>
    fc.array(arbitraryOf(items, context), {
      minLength: minItems,
      maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)),
    }),
  object: objectOf,
};

function textOf({ pattern, format, minLength = 0, maxLength = LONGEST_TEXT }: JsonSchema) {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return moments;
  if (format === 'email') return fc.emailAddress();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.max(minLength, Math.min(maxLength, LONGEST_TEXT));
  return fc
    .string({ unit: 'grapheme', minLength, maxLength: longest })
    .map((text) => text.slice(0, longest).toWellFormed());
}

const moments = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  context: SchemaContext,
) {
  const values = Object.entries(properties).map(([name, property]) => {
    const known = context.known(name);
    return [name, known ?? arbitraryOf(property, context)] as const;
  });
  const named = fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return named;
  const others = fc.dictionary(fc.string({ maxLength: 20 }), arbitraryOf(additionalProperties, context), {
    maxKeys: MOST_ITEMS,
  });
  return fc.tuple(others, named).map(([other, record]) => ({ ...other, ...record }));
}
