import type { ValueKindCounts } from '../column-profile.ts';
import type { ValueKind, ValueRecogniser } from './value-kind.ts';
import { VALUE_RECOGNISERS } from './value-recognisers.ts';

/**
 * Looks at distinct values in their text form and counts the kinds they are of; blanks around a value do not
 * count, and blank values are not looked at. Only counts are kept, so that nothing personal leaves the place where the values were read.
 */
export function countValueKinds(
  values: Iterable<string>,
  recognisers: readonly ValueRecogniser[] = VALUE_RECOGNISERS,
): ValueKindCounts {
  const matched: Partial<Record<ValueKind, number>> = {};
  let looked = 0;
  for (const value of values) {
    const text = value.trim();
    if (text === '') continue;
    looked += 1;
    for (const { kind, recognises } of recognisers) {
      if (recognises(text)) matched[kind] = (matched[kind] ?? 0) + 1;
    }
  }
  return { looked, matched };
}
