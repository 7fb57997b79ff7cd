/** The verdict on what became of one table. */
import type { CatalogChange, CatalogChangeKind } from '../compare-catalogs/catalog-change.ts';
import { effectiveSeverity, type SuiteSeverity, statusOf, type TestVerdict } from '../judge-test.ts';
import type { TestDefinition } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';
import type { SchemaFacts } from './schema-facts.ts';

/** `code` 0 for any change, 1 for none, -1 in the first run. The measure counts columns, as the facts do. */
export function judgeDrift(
  type: TestType,
  definition: TestDefinition,
  suiteSeverity: SuiteSeverity,
  facts: SchemaFacts,
): TestVerdict {
  const severity = effectiveSeverity(type, definition, suiteSeverity);
  const code = facts.since === null ? -1 : facts.state === 'unchanged' ? 1 : 0;
  return {
    status: statusOf(code, severity),
    code,
    measure: facts.since === null ? null : facts.columnsAdded + facts.columnsDropped + facts.columnsModified,
    threshold: null,
    affectedRows: null,
    noData: false,
    message: messageOf(type, facts),
    severity,
    signal: null,
    facts,
  };
}

function messageOf({ unit }: TestType, facts: SchemaFacts): string {
  if (facts.since === null) {
    return 'Learning: this is the first run; changes are told from the next one on';
  }
  const { columnsAdded, columnsDropped, columnsModified } = facts;
  const total = columnsAdded + columnsDropped + columnsModified;
  if (facts.state === 'unchanged') return `${unit}: 0, since ${facts.since}`;
  const parts = [
    ...(facts.state === 'modified' ? [] : [`Table ${facts.state}`]),
    ...(columnsAdded > 0 ? [`Columns added: ${columnsAdded}${named(facts, 'column_added')}`] : []),
    ...(columnsDropped > 0 ? [`Columns dropped: ${columnsDropped}${named(facts, 'column_dropped')}`] : []),
    ...(columnsModified > 0 ? [`Columns changed: ${columnsModified}`] : []),
    ...facts.changes.flatMap(wordsOf).slice(0, SHOWN),
  ];
  const more = facts.changes.flatMap(wordsOf).length - SHOWN;
  return [`${unit}: ${total}`, ...parts, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** Names or changes in a message; the facts have more. */
const SHOWN = 5;

function named({ changes }: SchemaFacts, kind: CatalogChangeKind): string {
  const names = changes.filter((change) => change.kind === kind).map(({ column }) => column);
  return names.length > SHOWN ? '' : ` (${names.join(', ')})`;
}

type Change = Omit<CatalogChange, 'table'>;

/** Additions and drops are named with their counts. */
const WORDS: Readonly<Partial<Record<CatalogChangeKind, (change: Change) => string>>> = {
  table_renamed: ({ before, after }) => `likely renamed from ${before} to ${after}`,
  column_renamed: ({ before, after }) => `${before} likely renamed to ${after}`,
  type_changed: ({ column, before, after }) => `type of ${column} from ${before} to ${after}`,
  nullability_changed: ({ column, after }) => `${column} now ${after}`,
  default_changed: ({ column, before, after }) =>
    `default of ${column} from ${before ?? 'none'} to ${after ?? 'none'}`,
  order_changed: ({ column, before, after }) => `${column} moved from place ${before} to ${after}`,
};
const wordsOf = (change: Change): string[] => {
  const words = WORDS[change.kind];
  return words === undefined ? [] : [words(change)];
};
