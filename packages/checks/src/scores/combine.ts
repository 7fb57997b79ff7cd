/**
 * Share of rows that no finding spoils, when findings strike rows independently of each other: the product of
 * `1 - prevalence`. Prevalences above 1 count as 1, so one finding that spoils everything leaves exactly 0; null
 * ones say nothing and are ignored. 1 for no findings.
 */
export function goodShare(prevalences: readonly (number | null)[]): number {
  return prevalences.reduce<number>(
    (good, prevalence) => (prevalence === null ? good : good * (1 - Math.min(Math.max(prevalence, 0), 1))),
    1,
  );
}
