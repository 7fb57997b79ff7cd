/** What tells whether a table would be measured to the same numbers again. */
import { createHash } from 'node:crypto';
import { matchesAnyMask, PROFILE_MEASURES, VALUE_GROUPINGS } from '@assay/checks';
import { fingerprintTables, type RelationDescription, type Target } from '@assay/engine';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';

/** By table; null where nobody can tell. Taken before the tables are read: what changes meanwhile shows next time. */
export async function fingerprintRelations(
  target: Target,
  relations: readonly RelationDescription[],
  settings: ProfilingRunSettings,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string | null>> {
  const readable = relations.filter(({ unreadable, kind }) => unreadable === null && kind !== 'view');
  const interest = (relation: RelationDescription) => columnsOfInterest(relation, settings);
  const found = await fingerprintTables(target, readable, interest, { signal });
  const byTable = new Map(readable.map((relation) => [relation.table, relation]));
  return new Map(
    found.map(({ table, fingerprint }) => [
      table,
      fingerprint && measuringFingerprint(fingerprint, byTable.get(table), settings),
    ]),
  );
}

/** Columns whose least and greatest values move when rows come: dates, and what is named like an id. */
const columnsOfInterest = (
  { columns }: RelationDescription,
  { idMask, surrogateKeyMask }: ProfilingRunSettings,
): string[] => {
  const masks = `${idMask},${surrogateKeyMask}`.split(',').map((mask) => mask.trim());
  return columns
    .filter(
      ({ name, generalType }) =>
        generalType === 'D' ||
        ((generalType === 'N' || generalType === 'A') && matchesAnyMask(name, masks, { ignoreCase: true })),
    )
    .map(({ name }) => name);
};

/** The same table measured otherwise (sampled, with other columns, by a version that measures more) is another one. */
const measuringFingerprint = (
  fingerprint: string,
  relation: RelationDescription | undefined,
  { sampling }: ProfilingRunSettings,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([fingerprint, relation?.columns.map(({ name }) => name), sampling ?? null, MEASURED]),
    )
    .digest('hex');

const MEASURED = [...PROFILE_MEASURES, ...VALUE_GROUPINGS].map(({ name }) => name);
