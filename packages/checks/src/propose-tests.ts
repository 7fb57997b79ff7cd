import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { ProfileHistory } from './profile-history.ts';
import type { TestProposal, TestType } from './test-type.ts';

/** A proposal with the type that made it. */
export interface TypedProposal extends TestProposal {
  readonly testType: string;
}

/** What every type proposes for these profiles, in the order of types, tables and columns. */
export function proposeTests(
  types: readonly TestType[],
  profiles: readonly TableProfile[],
  facts: { readonly runAt: string; readonly history: readonly (readonly TableProfile[])[] },
): readonly TypedProposal[] {
  const readable = profiles.filter(tellsSomething);
  const earlier = new ProfileHistory(facts.history);
  return types.flatMap((type) =>
    readable.flatMap((table) => [
      ...tableProposals(type, table, facts.runAt),
      ...columnProposals(type, table, facts.runAt, earlier),
    ]),
  );
}

/** A profile that tests may be made from: readable, and with rows. */
const tellsSomething = (table: TableProfile): boolean => table.error === null && (table.recordCount ?? 0) > 0;
const isMeasured = (column: ColumnProfile): boolean => column.error === null;

function tableProposals({ key, generation }: TestType, table: TableProfile, runAt: string): TypedProposal[] {
  if (generation?.per !== 'table') return [];
  const proposal = generation.propose(table, { runAt });
  return proposal === null ? [] : [{ ...proposal, table: table.table, testType: key }];
}

function columnProposals(
  { key, generation }: TestType,
  table: TableProfile,
  runAt: string,
  earlier: ProfileHistory,
): TypedProposal[] {
  if (generation?.per !== 'column') return [];
  return table.columns.filter(isMeasured).flatMap((column) => {
    const proposal = generation.propose(column, { runAt, table, history: earlier.of(column) });
    return proposal === null
      ? []
      : [{ ...proposal, table: table.table, column: column.column, testType: key }];
  });
}
