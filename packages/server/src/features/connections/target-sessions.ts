/** Opens a connection's target: its config, its secrets unsealed and references resolved, its driver. */
import type { ConnectionConfig } from '@assay/contract';
import { type EngineOptions, openTarget, type Target, type TargetConfig } from '@assay/engine';
import { notFound } from '../../http/api-problem.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { resolveSecret } from '../../secrets/secret-reference.ts';
import type { Connection } from '../../store/tables/project-tables.ts';
import type { ServerContext } from '../server-context.ts';
import { findConnection } from './connections.store.ts';

/** Throws TargetError and SecretOpenError, whose texts are for users. The caller closes the target. */
export async function openConnectionTarget(context: ServerContext, connectionId: string): Promise<Target> {
  return (await open(context, connectionId)).target;
}

/**
 * Opens, works, closes; closes too when the work fails. `engine` are the server's options with what the connection says
 * otherwise.
 */
export async function withConnectionTarget<T>(
  context: ServerContext,
  connectionId: string,
  work: (target: Target, engine: EngineOptions) => Promise<T>,
): Promise<T> {
  const { target, engine } = await open(context, connectionId);
  try {
    return await work(target, engine);
  } finally {
    await target.close();
  }
}

async function open(context: ServerContext, connectionId: string) {
  const connection = await findConnection(context.store.db, connectionId);
  if (connection === undefined) throw notFound();
  const engine = optionsOf(context.engine, connection);
  return { engine, target: await openTarget(targetConfigOf(context, connection), engine) };
}

const optionsOf = (
  options: EngineOptions,
  { statement_timeout_seconds: seconds }: Pick<Connection, 'statement_timeout_seconds'>,
): EngineOptions => (seconds === null ? options : { ...options, statementTimeoutMs: seconds * 1000 });

/** Throws SecretOpenError. */
export function targetConfigOf(
  { secrets, environment }: Pick<ServerContext, 'secrets' | 'environment'>,
  connection: Connection,
): TargetConfig {
  const config = { ...connection.config, ...unsealed(secrets, connection) };
  const resolved = Object.entries(config).map(([name, value]) => [
    name,
    typeof value === 'string' && name in connection.secrets ? resolveSecret(value, environment) : value,
  ]);
  // The config was validated against the catalog of connection types when it was stored.
  return { type: connection.type, ...Object.fromEntries(resolved) } as TargetConfig;
}

/** The secret fields of a connection, in clear; never to leave the server. */
export function unsealed(secrets: SecretBox, connection: Connection): ConnectionConfig {
  return Object.fromEntries(
    Object.entries(connection.secrets).map(([field, sealed]) => [
      field,
      secrets.open(sealed, { ownerId: connection.id, field }),
    ]),
  );
}
