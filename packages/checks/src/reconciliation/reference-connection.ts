/** What planning knows of the connection that a test compares with. */
import type { KnownTable } from '../known-tables.ts';
import type { TestDefinition } from '../test-definition.ts';

export interface ReferenceConnection {
  readonly name: string;
  readonly schemas: readonly string[];
  /** Those that definitions name. */
  readonly tables: readonly KnownTable[];
}

/** Why nothing can be compared with it, with the remedy. */
export interface ReferenceRefusal {
  readonly problem: string;
  /** `Missing connection: ledger` when there is none of that name; null for another reason. */
  readonly missing: string | null;
}

/** By the name that definitions give. */
export type ReferenceConnections = ReadonlyMap<string, ReferenceConnection | ReferenceRefusal>;

/**
 * The schema of the reference table as the target spells it: the one that is named, else the one that is called like the
 * schema of the tested table, else the only one there is. Null when none of them is there.
 */
export function referenceSchema(definition: TestDefinition, schemas: readonly string[]): string | null {
  const named = definition.parameters.match_schema_name?.trim() ?? '';
  const wanted = named === '' ? definition.schema : named;
  const found =
    schemas.find((schema) => schema === wanted) ??
    schemas.find((schema) => schema.toLowerCase() === wanted?.toLowerCase());
  if (found !== undefined) return found;
  return named === '' && schemas.length === 1 ? (schemas[0] ?? null) : null;
}
