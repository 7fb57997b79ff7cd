import { RELATION_KINDS } from '@assay/dialects';
import { z } from 'zod';
import { type ConnectionConfig, connectionConfigSchema } from '../connection-config.ts';
import { CONNECTION_TYPE_KEYS, CONNECTION_TYPES, type ConnectionType } from '../connection-types.ts';
import { pageOf } from './page.ts';
import { count, id, idInput, nameInput, runLimit, timestamp } from './scalars.ts';

export const connectionParams = z.object({ connection_id: idInput.describe('Id of the connection') });

const runsOfConnection = runLimit.describe(
  'Runs on this connection at once, over all workers; null = the default of the server (2)',
);
const statementTimeout = z
  .int()
  .min(1)
  .max(86_400)
  .nullable()
  .describe('A statement on this target is stopped after so many seconds; null = what the server says');

const newConnectionOf = (type: ConnectionType) =>
  z
    .object({
      name: nameInput,
      type: z.literal(type),
      config: connectionConfigSchema(type),
      max_concurrent_runs: runsOfConnection.default(null),
      statement_timeout_seconds: statementTimeout.optional(),
    })
    .meta({ id: `New${type[0]?.toUpperCase()}${type.slice(1)}Connection` });
type NewConnectionOf = ReturnType<typeof newConnectionOf>;

/** One shape per connection type, told apart by `type`. */
export const newConnection = z
  .discriminatedUnion(
    'type',
    CONNECTION_TYPES.map(({ type }) => newConnectionOf(type)) as unknown as [
      NewConnectionOf,
      ...NewConnectionOf[],
    ],
  )
  .meta({ id: 'NewConnection' });
export type NewConnection = {
  readonly name: string;
  readonly type: ConnectionType;
  readonly config: ConnectionConfig;
  readonly max_concurrent_runs?: number | null;
  readonly statement_timeout_seconds?: number | null | undefined;
};

export const connectionChange = z
  .object({
    name: nameInput.optional(),
    statement_timeout_seconds: statementTimeout.optional(),
    config: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe(
        'Fields to change: null removes one, those left out (secrets too) stay. A URL replaces the host fields and the other way round.',
      ),
    max_concurrent_runs: runsOfConnection.optional(),
  })
  .meta({ id: 'ConnectionChange' });
export type ConnectionChange = z.output<typeof connectionChange>;

export const connection = z
  .strictObject({
    id,
    project_code: z.string(),
    name: z.string(),
    type: z.enum(CONNECTION_TYPE_KEYS),
    config: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .describe('Without its secrets'),
    statement_timeout_seconds: statementTimeout,
    secrets_set: z.array(z.string()).describe('Secret fields that hold a value; the values are never sent'),
    max_concurrent_runs: runsOfConnection,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Connection' });
export type Connection = z.output<typeof connection>;
export const connectionPage = pageOf('ConnectionPage', connection);

export const connectionTest = z
  .strictObject({
    ok: z.boolean(),
    detail: z.string().describe('What was reached, or why not and what to do about it'),
    server_version: z.string().nullable(),
    latency_ms: z.number().min(0).nullable().describe('Time for one round trip'),
  })
  .meta({ id: 'ConnectionTest' });
export type ConnectionTest = z.output<typeof connectionTest>;

const schemaName = z.strictObject({ schema: z.string() }).meta({ id: 'SchemaName' });
export const schemaPage = pageOf('SchemaNamePage', schemaName);

const relation = z
  .strictObject({
    table: z.string(),
    kind: z.enum(RELATION_KINDS),
    approximate_rows: count.nullable().describe("From the target's statistics; null when it keeps none"),
  })
  .meta({ id: 'Relation' });
export type Relation = z.output<typeof relation>;
export const relationPage = pageOf('RelationPage', relation);

export const connectionExample: Connection = {
  id: '019c9f20-1111-7aaa-8bbb-0c1d2e3f4a5b',
  project_code: 'webshop',
  name: 'Orders database',
  type: 'postgresql',
  config: { host: 'db.example.org', port: 5432, database: 'orders', user: 'assay_reader', ssl: true },
  statement_timeout_seconds: null,
  secrets_set: ['password'],
  max_concurrent_runs: null,
  created_at: '2026-03-01T08:05:00.000Z',
  updated_at: '2026-03-01T08:05:00.000Z',
};

export const newConnectionExample: NewConnection = {
  name: connectionExample.name,
  type: connectionExample.type,
  config: { ...connectionExample.config, password: 'correct-horse' },
};

export const connectionTestExample: ConnectionTest = {
  ok: true,
  detail: 'Connected to orders on db.example.org.',
  server_version: 'PostgreSQL 15.8',
  latency_ms: 3.2,
};
export const relationExample: Relation = { table: 'customers', kind: 'table', approximate_rows: 505_000 };
