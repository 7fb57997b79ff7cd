import type { SchemaFacts } from '@assay/checks';
import type { SchemaFacts as ApiSchemaFacts } from '@assay/contract';

export const schemaFactsToApi = (facts: SchemaFacts): ApiSchemaFacts => ({
  kind: facts.kind,
  since: facts.since,
  state: facts.state,
  columns_added: facts.columnsAdded,
  columns_dropped: facts.columnsDropped,
  columns_changed: facts.columnsModified,
  signal: facts.signal,
  changes: facts.changes.map(({ kind, column, before, after, because }) => ({
    kind,
    column,
    before,
    after,
    because,
  })),
  changes_left_out: facts.changesLeftOut,
});
