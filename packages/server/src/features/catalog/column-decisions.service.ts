/** Rules of what people say about columns. */
import type { CatalogColumnChange } from '@assay/contract';
import { notFound } from '../../http/api-problem.ts';
import { json } from '../../store/json-column.ts';
import type { CatalogColumn } from '../../store/tables/catalog-tables.ts';
import type { ServerContext } from '../server-context.ts';
import {
  type ColumnPlace,
  type FlagChange,
  findColumnToChange,
  insertDecisions,
  type NewDecision,
  updateFlags,
} from './column-decisions.store.ts';

/** Writes the flags and who set them in one transaction. `tokenId` is whoever decides. */
export async function decideAboutColumn(
  { store }: ServerContext,
  place: ColumnPlace,
  change: CatalogColumnChange,
  tokenId: string,
): Promise<void> {
  await store.transaction(async ({ db }) => {
    const column = await findColumnToChange(db, place);
    if (column === undefined) throw notFound();
    const decisions = decisionsOf(change);
    if (decisions.length === 0) return;
    await updateFlags(db, column.id, flagsAfter(column, change));
    await insertDecisions(db, column.id, decisions, tokenId);
  });
}

const decisionsOf = ({
  pii,
  critical_data_element,
  excluded,
  description,
}: CatalogColumnChange): NewDecision[] => {
  const said = { pii, critical_data_element, excluded, description } as const;
  return (Object.keys(said) as (keyof typeof said)[]).flatMap((field) => {
    const value = said[field];
    return value === undefined ? [] : { field, value };
  });
};

function flagsAfter(column: CatalogColumn, change: CatalogColumnChange): FlagChange {
  const { excluded, description } = change;
  return {
    ...piiAfter(column, change),
    ...criticalAfter(column, change),
    ...(excluded === undefined ? {} : { excluded }),
    ...(description === undefined ? {} : { description }),
    manual_fields: manualFieldsAfter(column, change),
  };
}

/** A field that is taken back gets what the rules said last, at once. */
function piiAfter({ detected_pii }: CatalogColumn, { pii }: CatalogColumnChange): Pick<FlagChange, 'pii'> {
  if (pii === undefined) return {};
  if (pii === null) return { pii: detected_pii && json(detected_pii) };
  return { pii: pii === 'none' ? null : json({ ...pii, manual: true }) };
}

function criticalAfter(
  { detected_critical_data_element: detected }: CatalogColumn,
  { critical_data_element: said }: CatalogColumnChange,
): Pick<FlagChange, 'critical_data_element'> {
  return said === undefined ? {} : { critical_data_element: said ?? detected };
}

/** Those that runs leave alone: `excluded` and `description` are people's alone anyway. */
function manualFieldsAfter({ manual_fields }: CatalogColumn, change: CatalogColumnChange): string[] {
  const fields = new Set(manual_fields);
  for (const field of ['pii', 'critical_data_element'] as const) {
    if (change[field] === undefined) continue;
    if (change[field] === null) fields.delete(field);
    else fields.add(field);
  }
  return [...fields];
}
