/** Rules of connections: secrets apart from the rest, names unique in a project, nothing deleted that is in use. */
import {
  type ConnectionChange,
  type ConnectionConfig,
  type ConnectionType,
  changeConnectionConfig,
  connectionConfigSchema,
  type NewConnection,
  readBodyPart,
  splitSecrets,
} from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidEntries, notFound, problem } from '../../http/api-problem.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import { isForeignKeyViolation, isUniqueViolation } from '../../store/store-error.ts';
import type { ServerContext } from '../server-context.ts';
import {
  CONNECTION_NAME_CONSTRAINT,
  deleteConnection,
  findConnection,
  insertConnection,
  type PlacedConnection,
  tableGroupsOfConnection,
  updateConnection,
} from './connections.store.ts';
import { unsealed } from './target-sessions.ts';

export async function addConnection(
  { store, secrets }: ServerContext,
  projectId: string,
  { name, type, config, statement_timeout_seconds = null, max_concurrent_runs = null }: NewConnection,
): Promise<PlacedConnection> {
  const id = uuidV7();
  return store.transaction(async ({ db }) => {
    await withUniqueName(name, () =>
      insertConnection(db, {
        id,
        project_id: projectId,
        name,
        type,
        statement_timeout_seconds,
        max_concurrent_runs,
        ...sealedConfig(secrets, id, type, config),
      }),
    );
    return getConnection(db, id);
  });
}

/** Keeps what is not named, secrets too. Throws ApiProblem when the outcome is no valid config. */
export async function changeConnection(
  { store, secrets }: ServerContext,
  id: string,
  { name, config: change, ...settings }: ConnectionChange,
): Promise<PlacedConnection> {
  return store.transaction(async ({ db }) => {
    const existing = await getConnection(db, id);
    const type = existing.type as ConnectionType;
    const renamed = name === undefined ? {} : { name };
    const changed = change === undefined ? {} : reconfigured(secrets, existing, type, change);
    await withUniqueName(name ?? existing.name, () =>
      updateConnection(db, id, { ...renamed, ...settings, ...changed }),
    );
    return getConnection(db, id);
  });
}

function reconfigured(
  secrets: SecretBox,
  existing: PlacedConnection,
  type: ConnectionType,
  change: NonNullable<ConnectionChange['config']>,
) {
  const stored = { ...existing.config, ...unsealed(secrets, existing) } as ConnectionConfig;
  const merged = changeConnectionConfig(type, stored, change);
  const reading = readBodyPart(connectionConfigSchema(type), merged, 'config');
  if (!reading.ok) throw invalidEntries(reading.errors);
  return sealedConfig(secrets, existing.id, type, reading.value);
}

export async function removeConnection({ store }: ServerContext, id: string): Promise<void> {
  const users = await tableGroupsOfConnection(store.db, id);
  if (users.length > 0) throw inUse(users);
  try {
    await deleteConnection(store.db, id);
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    // A table group was made between the look and the deletion.
    throw inUse(await tableGroupsOfConnection(store.db, id));
  }
}

const inUse = (tableGroups: readonly string[]) =>
  problem('in_use', `Table groups use this connection: ${tableGroups.join(', ')}. Delete them first.`);

export async function getConnection(db: Queryable, id: string): Promise<PlacedConnection> {
  const connection = await findConnection(db, id);
  if (connection === undefined) throw notFound();
  return connection;
}

/** What is shown and what is sealed; a reference is sealed too, so that all secrets are treated alike. */
function sealedConfig(
  secrets: SecretBox,
  connectionId: string,
  type: ConnectionType,
  config: ConnectionConfig,
) {
  const { visible, secret } = splitSecrets(type, config);
  const sealed = Object.entries(secret).map(([field, value]) => [
    field,
    secrets.seal(String(value), { ownerId: connectionId, field }),
  ]);
  return {
    config: json<Record<string, unknown>>(visible),
    secrets: json<Record<string, string>>(Object.fromEntries(sealed)),
  };
}

async function withUniqueName(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, CONNECTION_NAME_CONSTRAINT)) throw error;
    throw problem('already_exists', `The project has a connection "${name}" already; choose another name.`);
  }
}
