/** The numbers that detectors compare with: what a table group sets, and what is wrong with its settings. */
import type { HygieneIssueType, Threshold, ThresholdSettings } from './hygiene-issue-type.ts';
import { HYGIENE_TYPES } from './hygiene-types/catalog.generated.ts';

/** All thresholds of a type: what the table group sets, else the defaults. */
export const thresholdsOf = (type: HygieneIssueType, settings: ThresholdSettings): Record<string, number> =>
  Object.fromEntries(
    Object.entries(type.thresholds ?? {}).map(([name, threshold]) => [
      name,
      settings[type.key]?.[name] ?? threshold.default,
    ]),
  );

export interface ThresholdProblem {
  /** `Small_Missing_Value_Ct.complete_share`, or the key of the type alone. */
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with a table group's settings, each with its place and what would be right. */
export function thresholdProblems(
  settings: ThresholdSettings,
  types: readonly HygieneIssueType[] = HYGIENE_TYPES,
): ThresholdProblem[] {
  return Object.entries(settings).flatMap(([key, numbers]) => {
    const type = types.find((candidate) => candidate.key === key);
    if (type === undefined) return { path: key, message: `There is no hygiene issue type "${key}".` };
    const known = type.thresholds ?? {};
    return Object.entries(numbers).flatMap(([name, value]) => {
      const threshold = Object.hasOwn(known, name) ? known[name] : undefined;
      const message = threshold === undefined ? unknownName(type, name) : outOfRange(threshold, value);
      return message === null ? [] : { path: `${key}.${name}`, message };
    });
  });
}

function unknownName({ key, thresholds = {} }: HygieneIssueType, name: string): string {
  const names = Object.keys(thresholds);
  const remedy = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  return `${key} has no threshold "${name}"; ${remedy}.`;
}

function outOfRange({ minimum, maximum, unit }: Threshold, value: number): string | null {
  if (typeof value === 'number' && value >= minimum && value <= maximum) return null;
  return `Must be a number from ${minimum} to ${maximum} (${unit}), not ${JSON.stringify(value)}.`;
}
