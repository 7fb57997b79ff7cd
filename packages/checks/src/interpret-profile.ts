import type { ColumnProfile, MeasuredColumn, MeasuredTable, TableProfile } from './column-profile.ts';
import { flagPii } from './pii/flag-pii.ts';
import type { PiiFlag } from './pii-flag.ts';
import { assignSemanticTypes, type SemanticSettings } from './semantic-types/assign-semantic-types.ts';
import { type ColumnFacts, tableFacts } from './semantic-types/column-facts.ts';
import { tableRole } from './semantic-types/table-role.ts';

/** What a person said about a column; it stands against every rule. */
export interface ManualPii {
  readonly table: string;
  readonly column: string;
  /** Null says that the column holds no personal data. */
  readonly pii: PiiFlag | null;
}

export interface InterpretationSettings extends SemanticSettings {
  readonly detectPii: boolean;
  readonly manualPii?: readonly ManualPii[];
}

export const DEFAULT_INTERPRETATION: InterpretationSettings = {
  idMask: 'id,%_id',
  surrogateKeyMask: '%_sk',
  detectPii: true,
};

/**
 * Finds the meaning of measured columns: semantic types, personal data, the role of each table.
 * Columns and tables that could not be measured keep null. `runAt` is ISO 8601.
 */
export function interpretProfile(
  tables: readonly MeasuredTable[],
  settings: InterpretationSettings,
  runAt: string,
): TableProfile[] {
  const facts = tables.map(tableFacts);
  const verdicts = assignSemanticTypes(facts, settings, runAt);
  const manual = new Map(
    (settings.manualPii ?? []).map(({ table, column, pii }) => [placeKey(table, column), pii]),
  );

  return tables.map((table, index) => {
    const columns = facts[index] ?? [];
    const flags: ReadonlyMap<ColumnFacts, PiiFlag> = settings.detectPii
      ? flagPii(columns, (column) => verdicts.get(column)?.type ?? null)
      : new Map();
    const factsOf = new Map(columns.map((column) => [column.column, column]));
    const profileOf = (measured: MeasuredColumn): ColumnProfile => {
      const column = factsOf.get(measured);
      const verdict = column && verdicts.get(column);
      const place = placeKey(measured.table, measured.column);
      const found = (column && flags.get(column)) ?? null;
      return {
        ...measured,
        semanticType: verdict?.type ?? null,
        semanticReason: verdict?.because ?? null,
        pii: manual.has(place) ? asManual(manual.get(place) ?? null) : found,
      };
    };
    const profiles = table.columns.map(profileOf);
    const types = profiles.flatMap(({ semanticType }) => semanticType ?? []);
    return { ...table, columns: profiles, role: tableRole(types) };
  });
}

const placeKey = (table: string, column: string): string => JSON.stringify([table, column]);
const asManual = (pii: PiiFlag | null): PiiFlag | null => (pii === null ? null : { ...pii, manual: true });
