import type { ColumnProfile, MeasuredColumn, MeasuredTable, TableProfile } from './column-profile.ts';
import { isCritical } from './critical-data/is-critical.ts';
import { flagPii } from './pii/flag-pii.ts';
import type { PiiFlag } from './pii-flag.ts';
import type { SemanticType } from './semantic-type.ts';
import { assignSemanticTypes, type SemanticSettings } from './semantic-types/assign-semantic-types.ts';
import { type ColumnFacts, tableFacts } from './semantic-types/column-facts.ts';
import { tableRole } from './semantic-types/table-role.ts';
import { suggestType } from './type-suggestion/suggest-type.ts';

/** What a person said about a column; it stands against every rule. */
export interface ManualPii {
  readonly table: string;
  readonly column: string;
  /** Null says that the column holds no personal data. */
  readonly pii: PiiFlag | null;
}

/** What a person said about the business depending on a column; it stands against every rule. */
export interface ManualCritical {
  readonly table: string;
  readonly column: string;
  readonly critical: boolean;
}

export interface InterpretationSettings extends SemanticSettings {
  readonly detectPii: boolean;
  readonly manualPii?: readonly ManualPii[];
  /** Find columns that the business depends on. */
  readonly flagCriticalData: boolean;
  readonly manualCritical?: readonly ManualCritical[];
}

export const DEFAULT_INTERPRETATION: InterpretationSettings = {
  idMask: 'id,%_id',
  surrogateKeyMask: '%_sk',
  detectPii: true,
  flagCriticalData: true,
};

/**
 * Finds the meaning of measured columns: semantic types, personal data, better types, what is critical, and the
 * role of each table, all from this run alone.
 * Columns and tables that could not be measured keep null. `runAt` is ISO 8601.
 */
export function interpretProfile(
  tables: readonly MeasuredTable[],
  settings: InterpretationSettings,
  runAt: string,
): TableProfile[] {
  const facts = tables.map(tableFacts);
  const verdicts = assignSemanticTypes(facts, settings, runAt);
  const manualPii = byPlace(settings.manualPii);
  const manualCritical = byPlace(settings.manualCritical);

  return tables.map((table, index) => {
    const columns = facts[index] ?? [];
    const typeOf = (column: ColumnFacts): SemanticType | null => verdicts.get(column)?.type ?? null;
    const flags: ReadonlyMap<ColumnFacts, PiiFlag> = settings.detectPii
      ? flagPii(columns, typeOf)
      : new Map();
    const role = tableRole(columns.flatMap((column) => typeOf(column) ?? []));
    const factsOf = new Map(columns.map((column) => [column.column, column]));
    const profileOf = (measured: MeasuredColumn): ColumnProfile => {
      const column = factsOf.get(measured);
      const place = placeKey(measured);
      const saidOfPii = manualPii.get(place);
      const critical =
        column !== undefined && settings.flagCriticalData && isCritical(column, typeOf(column), role);
      return {
        ...measured,
        semanticType: column ? typeOf(column) : null,
        semanticReason: (column && verdicts.get(column)?.because) ?? null,
        pii: saidOfPii ? asManual(saidOfPii.pii) : ((column && flags.get(column)) ?? null),
        criticalDataElement: manualCritical.get(place)?.critical ?? critical,
        suggestedType: column ? suggestType(column, typeOf(column)) : null,
      };
    };
    return { ...table, columns: table.columns.map(profileOf), role };
  });
}

interface Place {
  readonly table: string;
  readonly column: string;
}
const placeKey = ({ table, column }: Place): string => JSON.stringify([table, column]);
const byPlace = <Said extends Place>(said: readonly Said[] = []): ReadonlyMap<string, Said> =>
  new Map(said.map((each) => [placeKey(each), each]));
const asManual = (pii: PiiFlag | null): PiiFlag | null => (pii === null ? null : { ...pii, manual: true });
