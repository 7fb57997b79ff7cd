/**
 * The other connections that tests compare with: opened with the same care as the tested one, but only where a test names
 * them, and what is wrong with one of them concerns its own tests alone.
 */
import {
  noSuchConnection,
  type ReferenceConnection,
  type ReferenceConnections,
  type ReferenceRefusal,
  referenceSchema,
  type TestDefinition,
} from '@assay/checks';
import { type ReferenceTarget, type RelationDescription, type Target, TargetError } from '@assay/engine';
import { SecretOpenError } from '../../secrets/secret-box.ts';
import { findConnectionByName } from '../connections/connections.store.ts';
import { openConnectionTarget } from '../connections/target-sessions.ts';
import type { ServerContext } from '../server-context.ts';

export interface ReferenceTargets {
  /** What planning may know of them. */
  readonly connections: ReferenceConnections;
  /** The opened target of a definition that was planned; undefined for a definition without one. */
  targetOf(definition: TestDefinition): ReferenceTarget | undefined;
  /** Why the reference of a definition cannot be asked now though it may well be there; null when it can, or is missing. */
  unreadable(definition: TestDefinition): string | null;
}

/** What a run asks: the tested target, and those that it is compared with. */
export interface OpenTargets {
  readonly target: Target;
  readonly references: ReferenceTargets;
}

export interface ReferencePlace {
  /** Only connections of this project are found. */
  readonly project_id: string;
}

type Opened = Omit<ReferenceConnection, 'tables'> & {
  readonly target: Target;
  readonly tables: readonly RelationDescription[];
};

const referenceName = ({ parameters }: TestDefinition): string | null =>
  parameters.match_connection_name?.trim() || null;

/** Opens, works, closes. Throws TargetError only when the signal aborts. */
export async function withReferenceTargets<T>(
  context: ServerContext,
  { project_id }: ReferencePlace,
  definitions: readonly TestDefinition[],
  signal: AbortSignal,
  work: (references: ReferenceTargets) => Promise<T>,
): Promise<T> {
  const byName = Map.groupBy(
    definitions.filter((definition) => referenceName(definition) !== null),
    (definition) => referenceName(definition)!,
  );
  const found = new Map<string, Opened | ReferenceRefusal>();
  try {
    for (const [name, own] of byName)
      found.set(name, await openReference(context, { project_id, name, definitions: own }, signal));
    return await work(referenceTargets(found));
  } finally {
    for (const reference of found.values()) if ('target' in reference) await reference.target.close();
  }
}

function referenceTargets(found: ReadonlyMap<string, Opened | ReferenceRefusal>): ReferenceTargets {
  const referenceOf = (definition: TestDefinition) => found.get(referenceName(definition) ?? '');
  return {
    connections: found,
    targetOf(definition) {
      const reference = referenceOf(definition);
      return reference !== undefined && 'target' in reference ? reference : undefined;
    },
    unreadable(definition) {
      const reference = referenceOf(definition);
      if (reference === undefined) return null;
      if ('problem' in reference) return reference.missing === null ? reference.problem : null;
      const schema = referenceSchema(definition, reference.schemas);
      const name = definition.parameters.match_table_name?.trim().toLowerCase();
      const table = reference.tables.find((one) => one.schema === schema && one.table.toLowerCase() === name);
      return table?.unreadable ?? null;
    },
  };
}

async function openReference(
  context: ServerContext,
  wanted: ReferencePlace & { readonly name: string; readonly definitions: readonly TestDefinition[] },
  signal: AbortSignal,
): Promise<Opened | ReferenceRefusal> {
  const { name, project_id, definitions } = wanted;
  const connection = await findConnectionByName(context.store.db, project_id, name);
  if (connection === undefined) return noSuchConnection(name);
  let target: Target | null = null;
  try {
    target = await openConnectionTarget(context, connection.id);
    const schemas = await target.schemas({ signal });
    return { name, target, schemas, tables: await namedTables(target, schemas, definitions, signal) };
  } catch (error) {
    await target?.close();
    const said = signal.aborted ? null : wordsOf(error);
    if (said === null) throw error;
    return {
      problem: `The connection "${name}" that the test compares with cannot be asked. ${said}`,
      missing: null,
    };
  }
}

function wordsOf(error: unknown): string | null {
  if (error instanceof TargetError) return error.message;
  return error instanceof SecretOpenError ? error.userMessage : null;
}

async function namedTables(
  target: Target,
  schemas: readonly string[],
  definitions: readonly TestDefinition[],
  signal: AbortSignal,
): Promise<RelationDescription[]> {
  const bySchema = Map.groupBy(definitions, (definition) => referenceSchema(definition, schemas));
  const found: RelationDescription[] = [];
  for (const [schema, own] of bySchema) {
    if (schema === null) continue;
    const wanted = new Set(own.map(({ parameters }) => parameters.match_table_name?.trim().toLowerCase()));
    const relations = await target.tables(schema, { signal });
    const names = relations.map(({ table }) => table).filter((table) => wanted.has(table.toLowerCase()));
    if (names.length > 0) found.push(...(await target.describe(schema, names, { signal })));
  }
  return found;
}
