import {
  type Connection as ApiConnection,
  CONNECTION_TYPES,
  type ConnectionTest,
  type ConnectionType,
} from '@assay/contract';
import { type Target, TargetError } from '@assay/engine';
import { SecretOpenError } from '../../secrets/secret-box.ts';
import { mapPage, sliceIntoPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { addConnection, changeConnection, getConnection, removeConnection } from './connections.service.ts';
import { listConnections, type PlacedConnection } from './connections.store.ts';
import { withConnectionTarget } from './target-sessions.ts';

export function createConnectionHandlers(
  context: ServerContext,
): FeatureHandlers<
  | 'listConnectionTypes'
  | 'createConnection'
  | 'listConnections'
  | 'getConnection'
  | 'updateConnection'
  | 'deleteConnection'
  | 'testConnection'
  | 'listConnectionSchemas'
  | 'listConnectionTables'
> {
  const { store } = context;
  return {
    async listConnectionTypes({ query }) {
      return { body: sliceIntoPage(CONNECTION_TYPES, query) };
    },
    async createConnection({ body }, { projectId }) {
      return { body: toApi(await addConnection(context, projectId!, body)) };
    },
    async listConnections({ query }, { projectId }) {
      return { body: mapPage(await listConnections(store.db, projectId!, query), toApi) };
    },
    async getConnection({ params }) {
      return { body: toApi(await getConnection(store.db, params.connection_id)) };
    },
    async updateConnection({ params, body }) {
      return { body: toApi(await changeConnection(context, params.connection_id, body)) };
    },
    async deleteConnection({ params }) {
      await removeConnection(context, params.connection_id);
      return { body: undefined };
    },
    async testConnection({ params }, { signal }) {
      return { body: await testConnection(context, params.connection_id, signal) };
    },
    async listConnectionSchemas({ params, query }, { signal }) {
      const schemas = await withConnectionTarget(context, params.connection_id, (target) =>
        target.schemas({ signal }),
      );
      return {
        body: sliceIntoPage(
          schemas.map((schema) => ({ schema })),
          query,
        ),
      };
    },
    async listConnectionTables({ params, query }, { signal }) {
      const tables = await withConnectionTarget(context, params.connection_id, (target) =>
        target.tables(query.schema, { signal }),
      );
      const page = sliceIntoPage(tables, query);
      return {
        body: mapPage(page, ({ table, kind, approximateRows }) => ({
          table,
          kind,
          approximate_rows: approximateRows,
        })),
      };
    },
  };
}

/** A target that refuses is an answer, not an error. */
async function testConnection(
  context: ServerContext,
  connectionId: string,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  try {
    return await withConnectionTarget(context, connectionId, (target) => reach(target, signal));
  } catch (error) {
    if (error instanceof TargetError) return refused(error.message);
    if (error instanceof SecretOpenError) return refused(error.userMessage);
    throw error;
  }
}

async function reach(target: Target, signal: AbortSignal): Promise<ConnectionTest> {
  const { serverVersion, latencyMs } = await target.ping({ signal });
  return {
    ok: true,
    detail: `Connected; the target answered in ${Math.max(1, Math.round(latencyMs))} ms.`,
    server_version: serverVersion,
    latency_ms: latencyMs,
  };
}

const refused = (detail: string): ConnectionTest => ({
  ok: false,
  detail,
  server_version: null,
  latency_ms: null,
});

const toApi = (connection: PlacedConnection): ApiConnection => ({
  id: connection.id,
  project_code: connection.project_code,
  name: connection.name,
  // Only types of the catalog get past validation into the store.
  type: connection.type as ConnectionType,
  config: connection.config as ApiConnection['config'],
  statement_timeout_seconds: connection.statement_timeout_seconds,
  secrets_set: Object.keys(connection.secrets).sort(),
  max_concurrent_runs: connection.max_concurrent_runs,
  created_at: connection.created_at.toISOString(),
  updated_at: connection.updated_at.toISOString(),
});
