import type { SemanticType, TableRole } from '../semantic-type.ts';
import type { ColumnFacts } from '../semantic-types/column-facts.ts';

/** With more gaps than this leaves, nothing can depend on a column. */
const FILLED_PERCENT = 75;

/** By the role of the table, what its readers come for. A type that ends with `*` stands for all that begin so. */
const CRITICAL_TYPES: Readonly<Record<TableRole, readonly string[]>> = {
  entity: ['Entity Name', 'City', 'State', 'Zip', 'Code', 'Category'],
  domain: ['Category', 'Code'],
  summary: ['Category', 'Period*', 'Measurement*'],
  transaction: ['Category', 'Transactional Date*', 'Measurement*'],
  bridge: [],
};

/** The business depends on the column: it is filled, and of a type that matters in a table of this role. */
export function isCritical(column: ColumnFacts, type: SemanticType | null, role: TableRole | null): boolean {
  if (type === null || role === null || column.records === 0) return false;
  const filled = column.values - column.count('zero_length_ct') - column.count('filled_value_ct');
  return (
    Math.round((100 * filled) / column.records) > FILLED_PERCENT &&
    CRITICAL_TYPES[role].some((wanted) =>
      wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted,
    )
  );
}
