import type { TableProfile } from './column-profile.ts';
import type { TestDefinition } from './test-definition.ts';

export interface UnproposedTest {
  readonly definition: TestDefinition;
  /** Made by generation; tests made by hand are never changed or removed. */
  readonly generated: boolean;
  /** A person wants it exactly as it is. */
  readonly locked: boolean;
  /** Parameter fields that a person changed. */
  readonly manualFields: readonly string[];
}

/** Why generation leaves a test as it is. `not_profiled`: the profile cannot tell whether it is still wanted. */
export const KEPT_BECAUSE = ['up_to_date', 'made_by_hand', 'locked', 'edited', 'not_profiled'] as const;
export type KeptBecause = (typeof KEPT_BECAUSE)[number];

export interface Stay {
  readonly because: KeptBecause;
  /** In a sentence. */
  readonly reason: string;
}

/** Why a test that no profile suggests any more stays all the same; null when it goes. */
export function whyItStays(
  { definition, generated, locked, manualFields }: UnproposedTest,
  profiles: readonly TableProfile[],
  tablesThatExist: readonly string[] | null,
): Stay | null {
  if (!generated) return { because: 'made_by_hand', reason: 'A person made this test.' };
  if (locked) return { because: 'locked', reason: 'The test is locked.' };
  if (manualFields.length > 0) {
    return {
      because: 'edited',
      reason: 'A person changed this test; delete it by hand if it is no longer wanted.',
    };
  }
  const notSeen = whatWasNotSeen(definition, profiles, tablesThatExist);
  return notSeen === null ? null : { because: 'not_profiled', reason: notSeen };
}

/** What a profile could not tell about the tested place; null when it told everything. */
function whatWasNotSeen(
  definition: TestDefinition,
  profiles: readonly TableProfile[],
  tablesThatExist: readonly string[] | null,
): string | null {
  const profile = profiles.find(({ table }) => table === definition.table);
  if (profile !== undefined) return whatWasUnreadable(profile, definition.column);
  const dropped = tablesThatExist !== null && !tablesThatExist.includes(definition.table ?? '');
  return dropped ? null : 'Its table was not profiled.';
}

function whatWasUnreadable(profile: TableProfile, column: string | null): string | null {
  if (profile.error !== null || profile.recordCount === null) return 'Its table could not be profiled.';
  if (profile.recordCount === 0) return 'Its table is empty, which says nothing about its values.';
  const tested = profile.columns.filter((candidate) => column === null || candidate.column === column);
  return tested.some(({ error }) => error !== null)
    ? 'Not all columns that it rests on could be profiled.'
    : null;
}
