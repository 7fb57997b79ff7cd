/** Rules for a connection's `config`, derived from the catalog of connection types. */
import { z } from 'zod';
import {
  type ConnectionField,
  type ConnectionType,
  type ConnectionTypeEntry,
  connectionType,
} from './connection-types.ts';

export type ConfigValue = string | number | boolean;
/** A config by field name. Which fields are secret, and which belong together, the catalog knows. */
export type ConnectionConfig = Readonly<Record<string, ConfigValue>>;
/** A change to a stored config: null removes a field, a field left out keeps its value. */
export type ConnectionConfigChange = Readonly<Record<string, ConfigValue | null>>;

const FIELD_SCHEMAS: Readonly<Record<ConnectionField['type'], z.ZodType<ConfigValue>>> = {
  text: z.string().min(1).max(4000),
  integer: z.int().min(1).max(65_535),
  boolean: z.boolean(),
};

function fieldSchema(field: ConnectionField): z.ZodType<ConfigValue> {
  const notes = field.default === null ? {} : { default: field.default };
  return FIELD_SCHEMAS[field.type].meta({
    title: field.label,
    description: field.help,
    ...notes,
    ...(field.secret ? { writeOnly: true } : {}),
  });
}

/** The groups of a type that this config fills in at least one field of. */
function groupsOf(entry: ConnectionTypeEntry, config: Readonly<Record<string, unknown>>): Set<string> {
  const given = entry.fields.filter(({ name, group }) => group !== null && config[name] !== undefined);
  return new Set(given.map(({ group }) => group as string));
}

const groupNames = (entry: ConnectionTypeEntry): string[] => [
  ...new Set(entry.fields.flatMap(({ group }) => group ?? [])),
];

/** The required field that a group is known by in messages: `url`, `host`. */
const leaderOf = (entry: ConnectionTypeEntry, group: string): string =>
  entry.fields.find((field) => field.group === group && field.required)?.name ?? group;

/** What is wrong with the choice of groups: none filled in, several mixed, or the chosen one incomplete. */
function groupProblems(entry: ConnectionTypeEntry, config: Readonly<Record<string, unknown>>) {
  const groups = groupNames(entry);
  if (groups.length === 0) return [];
  const chosen = [...groupsOf(entry, config)];
  const leaders = groups.map((group) => leaderOf(entry, group)).join(' or ');
  if (chosen.length === 0) return [{ path: [], message: `needs ${leaders}` }];
  if (chosen.length > 1) return [{ path: [], message: `takes either ${leaders}, not both` }];
  return entry.fields
    .filter(({ group, required, name }) => group === chosen[0] && required && config[name] === undefined)
    .map(({ name }) => ({ path: [name], message: 'is required' }));
}

/** Fields with a default that apply to this config but were left out. */
function withDefaults(entry: ConnectionTypeEntry, config: ConnectionConfig): ConnectionConfig {
  const chosen = groupsOf(entry, config);
  const defaults = entry.fields
    .filter((field) => field.default !== null && (field.group === null || chosen.has(field.group)))
    .map((field) => [field.name, field.default as ConfigValue]);
  return { ...Object.fromEntries(defaults), ...config };
}

/**
 * The schema of a type's config. Parsing fills in defaults, drops unknown fields, and reports every mistake at
 * once: wrong values, missing fields, and host fields mixed with a URL.
 */
export function connectionConfigSchema(type: ConnectionType): z.ZodType<ConnectionConfig> {
  const entry = connectionType(type);
  const shape = Object.fromEntries(
    entry.fields.map((field) => {
      const schema = fieldSchema(field);
      return [field.name, field.required && field.group === null ? schema : schema.optional()];
    }),
  );
  const name = `${type[0]?.toUpperCase()}${type.slice(1)}Config`;
  return z
    .object(shape)
    .check((context) => {
      for (const problem of groupProblems(entry, context.value)) {
        context.issues.push({ code: 'custom', input: context.value, ...problem });
      }
    })
    .transform((config) => withDefaults(entry, config as ConnectionConfig))
    .meta({ id: name, description: entry.description }) as unknown as z.ZodType<ConnectionConfig>;
}

/**
 * Applies a change to a stored config. Naming a field of another group (a URL instead of host fields) drops the
 * fields of the group used before. The outcome must still be parsed with connectionConfigSchema.
 */
export function changeConnectionConfig(
  type: ConnectionType,
  stored: ConnectionConfig,
  change: ConnectionConfigChange,
): ConnectionConfig {
  const entry = connectionType(type);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null));
  const newGroups = groupsOf(entry, given);
  const kept = Object.entries(stored).filter(([name]) => {
    const group = entry.fields.find((field) => field.name === name)?.group ?? null;
    return !(name in change) && (group === null || newGroups.size === 0 || newGroups.has(group));
  });
  return { ...Object.fromEntries(kept), ...(given as ConnectionConfig) };
}

/** Splits a config into what may be shown and what must be kept secret. */
export function splitSecrets(
  type: ConnectionType,
  config: ConnectionConfig,
): { readonly visible: ConnectionConfig; readonly secret: ConnectionConfig } {
  const secretNames = new Set(
    connectionType(type)
      .fields.filter((field) => field.secret)
      .map(({ name }) => name),
  );
  const entries = Object.entries(config);
  return {
    visible: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secret: Object.fromEntries(entries.filter(([name]) => secretNames.has(name))),
  };
}
