import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { SemanticRule, SemanticVerdict, Situation } from './semantic-rule.ts';
import { SEMANTIC_RULES } from './semantic-rules.ts';

export interface SemanticSettings {
  /** Comma-separated masks for names of identifiers; `%` is any run of characters. */
  readonly idMask: string;
  /** The same for surrogate keys. */
  readonly surrogateKeyMask: string;
}

type Verdicts = ReadonlyMap<ColumnFacts, SemanticVerdict>;

/**
 * Runs every rule over all columns before the next one, because rules look at the types of neighbours and of
 * columns with the same name. `tables` hold the columns of each table in order.
 */
export function assignSemanticTypes(
  tables: readonly (readonly ColumnFacts[])[],
  settings: SemanticSettings,
  runAt: string,
  rules: readonly SemanticRule[] = SEMANTIC_RULES,
): Verdicts {
  const verdicts = new Map<ColumnFacts, SemanticVerdict>();
  const typeOf = (column: ColumnFacts | undefined): SemanticType | null =>
    (column && verdicts.get(column)?.type) ?? null;
  const byName = Map.groupBy(tables.flat(), ({ name }) => name);

  // Made once a column, not once a rule: a wide group has millions of pairs of the two.
  const placed = tables.flatMap((columns) =>
    columns.map((column, index) => {
      const situation: Situation = {
        ...settings,
        runAt,
        get current() {
          return typeOf(column);
        },
        following: (offset) => typeOf(columns[index + offset]),
        namesakeOfType: (isWanted) =>
          byName.get(column.name)?.find((other) => other.table !== column.table && isWanted(typeOf(other)))
            ?.table ?? null,
      };
      return { column, situation };
    }),
  );

  for (const { mode, decide } of rules) {
    for (const { column, situation } of placed) {
      if (mode === 'if_unset' && verdicts.has(column)) continue;
      const verdict = decide(column, situation);
      if (verdict !== null) verdicts.set(column, verdict);
    }
  }
  return verdicts;
}
