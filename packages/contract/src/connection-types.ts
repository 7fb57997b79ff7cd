/**
 * The catalog of connection types: what a person fills in to reach a target. Form, command line, validation and
 * the handling of secrets all read it.
 */

export interface ConnectionField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'integer' | 'boolean';
  /** Within its group, when it has one. */
  readonly required: boolean;
  /** Stored encrypted and never sent back. */
  readonly secret: boolean;
  readonly help: string;
  readonly default: string | number | boolean | null;
  /** Fields of different groups exclude each other; exactly one group must be filled in. Null = always applies. */
  readonly group: 'url' | 'host' | null;
}

export interface ConnectionCapabilities {
  /** It has schemas to choose from; without them there is one, `main`. */
  readonly schemas: boolean;
  /** Tests may carry SQL of their own. */
  readonly custom_sql: boolean;
  /** It is read where it lies, or copied out once, or measured by its own engine. */
  readonly strategies: readonly ('in_place' | 'pull' | 'push')[];
}

export interface ConnectionTypeEntry<Type extends string = string> {
  readonly type: Type;
  readonly label: string;
  readonly description: string;
  readonly fields: readonly ConnectionField[];
  readonly capabilities: ConnectionCapabilities;
  /** Versions that the test suite runs against. */
  readonly tested_against: readonly string[];
}

const field = (
  name: string,
  label: string,
  help: string,
  rest: Partial<Omit<ConnectionField, 'name' | 'label' | 'help'>> = {},
): ConnectionField => ({
  name,
  label,
  type: 'text',
  required: false,
  secret: false,
  help,
  default: null,
  group: null,
  ...rest,
});

const files = {
  type: 'files',
  label: 'Files',
  description:
    'A folder, a file or a glob of CSV, Parquet or JSON files. Each file is a table by its base name; a folder of files of one shape is one table.',
  fields: [
    field('path', 'Path', 'Folder, file or glob, inside a folder that the server may read.', {
      required: true,
    }),
  ],
  capabilities: { schemas: false, custom_sql: true, strategies: ['in_place'] },
  tested_against: ['DuckDB 1.5'],
} as const satisfies ConnectionTypeEntry;

const duckdb = {
  type: 'duckdb',
  label: 'DuckDB',
  description: 'A DuckDB database file, opened read-only.',
  fields: [
    field('path', 'Path', 'The database file, inside a folder that the server may read.', { required: true }),
  ],
  capabilities: { schemas: true, custom_sql: true, strategies: ['in_place'] },
  tested_against: ['DuckDB 1.5'],
} as const satisfies ConnectionTypeEntry;

const postgresql = {
  type: 'postgresql',
  label: 'PostgreSQL',
  description: 'A PostgreSQL database, named by host and database or by one URL. Assay only reads.',
  fields: [
    field('host', 'Host', 'Name or address of the server, or the folder of its socket.', {
      required: true,
      group: 'host',
    }),
    field('port', 'Port', 'Where the server listens.', { type: 'integer', default: 5432, group: 'host' }),
    field('database', 'Database', 'Name of the database.', { required: true, group: 'host' }),
    field('user', 'User', 'A role that may read the tables; it needs no other right.', {
      required: true,
      group: 'host',
    }),
    field('password', 'Password', 'Leave out when the server asks for none.', {
      secret: true,
      group: 'host',
    }),
    field('ssl', 'Encrypt', 'Refuse to talk to the server without TLS.', {
      type: 'boolean',
      default: false,
      group: 'host',
    }),
    field('url', 'URL', 'postgresql://user:password@host:5432/database', {
      required: true,
      secret: true,
      group: 'url',
    }),
  ],
  capabilities: { schemas: true, custom_sql: true, strategies: ['pull', 'push'] },
  tested_against: ['PostgreSQL 15'],
} as const satisfies ConnectionTypeEntry;

export const CONNECTION_TYPES = [files, duckdb, postgresql] as const;
export type ConnectionType = (typeof CONNECTION_TYPES)[number]['type'];

export const CONNECTION_TYPE_KEYS = CONNECTION_TYPES.map(({ type }) => type) as [
  ConnectionType,
  ...ConnectionType[],
];

/** The entry of a type. */
export function connectionType(type: ConnectionType): ConnectionTypeEntry<ConnectionType> {
  const entry = CONNECTION_TYPES.find((candidate) => candidate.type === type);
  if (entry === undefined) throw new RangeError(`There is no connection type ${type}.`);
  return entry;
}
