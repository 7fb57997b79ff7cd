/** The catalog of connection-types.ts as the API shows it. */
import { z } from 'zod';
import { CONNECTION_TYPE_KEYS, connectionType as entryOf } from '../connection-types.ts';
import { pageOf } from './page.ts';

const connectionField = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    type: z.enum(['text', 'integer', 'boolean']),
    required: z.boolean().describe('Within its group, when it has one'),
    secret: z.boolean(),
    help: z.string(),
    default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    group: z
      .enum(['url', 'host'])
      .nullable()
      .describe('Fields of exactly one group are filled in; null = always applies'),
  })
  .meta({ id: 'ConnectionField' });

const connectionTypeDescription = z
  .strictObject({
    type: z.enum(CONNECTION_TYPE_KEYS),
    label: z.string(),
    description: z.string(),
    fields: z.array(connectionField).readonly(),
    capabilities: z.strictObject({
      schemas: z.boolean(),
      custom_sql: z.boolean(),
      strategies: z.array(z.enum(['in_place', 'pull', 'push'])).readonly(),
    }),
    tested_against: z.array(z.string()).readonly(),
  })
  .meta({ id: 'ConnectionTypeDescription' });
export type ConnectionTypeDescription = z.output<typeof connectionTypeDescription>;
export const connectionTypePage = pageOf('ConnectionTypePage', connectionTypeDescription);

export const connectionTypeExample: ConnectionTypeDescription = entryOf('files');
