import type { RenameGuess } from '../compare-profiles/compare-schema.ts';
import { clearWinners, MOST_PAIRS } from '../compare-profiles/find-renames.ts';
import type { CatalogColumn } from './compare-catalogs.ts';

/**
 * Without a look at the values: a column came back under another name when it has the type, nullability and default of
 * the one that went, and stands where that stood; and when no other column could be it.
 */
export const guessByPlace: RenameGuess<CatalogColumn> = (removed, added, kept) => {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const candidates = removed.flatMap((before) =>
    added.map((after) => ({
      before,
      after,
      likeness: isAlike(before, after) && standsInPlace(before, after, kept) ? 1 : 0,
    })),
  );
  return clearWinners(candidates, 1).map(({ before, after }) => ({
    kind: 'column',
    table: after.table,
    before: before.column,
    after: after.column,
    because: `Both are ${after.columnType}, with the same rules and in the same place.`,
  }));
};

const isAlike = (before: CatalogColumn, after: CatalogColumn): boolean =>
  before.columnType === after.columnType &&
  before.nullable === after.nullable &&
  before.defaultExpression === after.defaultExpression;

/**
 * Behind as many of the columns that stayed. At the end of a table, where new columns come to stand anyway, also at the
 * same position: databases that number columns for good give a new one another number.
 */
function standsInPlace(
  before: CatalogColumn,
  after: CatalogColumn,
  kept: readonly (readonly [CatalogColumn, CatalogColumn])[],
): boolean {
  const behind = kept.filter(([one]) => one.position < before.position).length;
  if (kept.filter(([, other]) => other.position < after.position).length !== behind) return false;
  return behind < kept.length || before.position === after.position;
}
