import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  connection,
  connectionChange,
  connectionExample,
  connectionPage,
  connectionParams,
  newConnection,
  newConnectionExample,
} from '../schemas/connection.ts';
import { connectionTypeExample, connectionTypePage } from '../schemas/connection-type.ts';
import { MAX_PAGE_LIMIT, pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';

export const listConnectionTypes = defineOperation({
  id: 'listConnectionTypes',
  method: 'GET',
  path: '/connection-types',
  tag: 'Connections',
  summary: 'List connection types',
  description: 'What can be connected, and the fields that each type needs.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(pageQuery({ defaultLimit: MAX_PAGE_LIMIT })),
  success: { status: 200, description: 'A page of connection types.', schema: connectionTypePage },
  examples: { response: wholePage([connectionTypeExample], MAX_PAGE_LIMIT) },
});

export const createConnection = defineOperation({
  id: 'createConnection',
  method: 'POST',
  path: '/projects/{project_code}/connections',
  tag: 'Connections',
  summary: 'Create a connection',
  description:
    'The fields of `config` depend on `type`, see the connection types. Secrets are stored encrypted and never come back. Nothing is contacted yet: test the connection to see whether it works.',
  access: { permission: 'administer', of: 'project', param: 'project_code' },
  params: projectParams,
  body: newConnection,
  success: { status: 201, description: 'The new connection.', schema: connection },
  errors: ['already_exists'],
  examples: { body: newConnectionExample, response: connectionExample },
});

export const listConnections = defineOperation({
  id: 'listConnections',
  method: 'GET',
  path: '/projects/{project_code}/connections',
  tag: 'Connections',
  summary: 'List connections',
  description: 'The connections of a project, by name.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of connections.', schema: connectionPage },
  examples: { response: wholePage([connectionExample]) },
});

export const getConnection = defineOperation({
  id: 'getConnection',
  method: 'GET',
  path: '/connections/{connection_id}',
  tag: 'Connections',
  summary: 'Get a connection',
  description: 'One connection without its secrets; `secrets_set` names those that hold a value.',
  access: { permission: 'view', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  success: { status: 200, description: 'The connection.', schema: connection },
  examples: { response: connectionExample },
});

export const updateConnection = defineOperation({
  id: 'updateConnection',
  method: 'PATCH',
  path: '/connections/{connection_id}',
  tag: 'Connections',
  summary: 'Change a connection',
  description:
    'Changes what is named and keeps the rest, stored secrets too. The type is fixed. Runs that have started keep what they started with.',
  access: { permission: 'administer', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  body: connectionChange,
  success: { status: 200, description: 'The connection as it is now.', schema: connection },
  errors: ['already_exists'],
  examples: { body: { config: { host: 'replica.example.org' } }, response: connectionExample },
});

export const deleteConnection = defineOperation({
  id: 'deleteConnection',
  method: 'DELETE',
  path: '/connections/{connection_id}',
  tag: 'Connections',
  summary: 'Delete a connection',
  description: 'Refused while a table group uses it. The target itself is not touched.',
  access: { permission: 'administer', of: 'connection', param: 'connection_id' },
  params: connectionParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  errors: ['in_use'],
  examples: {},
});
