/** Looking through a connection at the target behind it. */
import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  connectionParams,
  connectionTest,
  connectionTestExample,
  relationExample,
  relationPage,
  schemaPage,
} from '../schemas/connection.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';

export const testConnection = defineOperation({
  id: 'testConnection',
  method: 'POST',
  path: '/connections/{connection_id}/test',
  tag: 'Connections',
  summary: 'Test a connection',
  description:
    'Reaches the target now. A target that refuses is an answer too: `ok` is false and `detail` says what to do.',
  access: { permission: 'edit', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  success: { status: 200, description: 'What came of it.', schema: connectionTest },
  examples: { response: connectionTestExample },
});

export const listConnectionSchemas = defineOperation({
  id: 'listConnectionSchemas',
  method: 'GET',
  path: '/connections/{connection_id}/schemas',
  tag: 'Connections',
  summary: 'List schemas of the target',
  description: 'The schemas that the connection can see now. Files have one, `main`.',
  access: { permission: 'view', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  query: z.object(pageQuery({ defaultLimit: 100 })),
  success: { status: 200, description: 'A page of schemas.', schema: schemaPage },
  errors: ['target_error'],
  examples: { response: wholePage([{ schema: 'public' }], 100) },
});

export const listConnectionTables = defineOperation({
  id: 'listConnectionTables',
  method: 'GET',
  path: '/connections/{connection_id}/tables',
  tag: 'Connections',
  summary: 'List tables of the target',
  description: 'The tables and views of one schema as the connection sees them now.',
  access: { permission: 'view', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  query: z.object({
    schema: z.string().min(1).max(200).describe('Which schema'),
    ...pageQuery({ defaultLimit: 100 }),
  }),
  success: { status: 200, description: 'A page of tables.', schema: relationPage },
  errors: ['target_error'],
  examples: { response: wholePage([relationExample], 100) },
});
