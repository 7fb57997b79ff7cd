/**
 * The cumulative standard normal distribution, to about 1e-7, which is far finer than any use of it here.
 * Abramowitz and Stegun, Handbook of Mathematical Functions, formula 26.2.17.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < 0) return 1 - normalCdf(-z);
  if (z > 8) return 1;
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (tail * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
