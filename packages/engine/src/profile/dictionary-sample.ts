/**
 * A part of a large dictionary that is the same in every run and on every engine: the values whose MD5 lies under a
 * limit that halves as the dictionary doubles. Between half of `limit` and all of it are left of a larger dictionary.
 * Reads `entries`, the size of the dictionary.
 */
export function dictionarySample(value: string, limit: number): string {
  const steps = Array.from({ length: 24 }, (_, step) => {
    const upper = (0x100_0000 >> (step + 1)).toString(16).padStart(6, '0');
    return `WHEN entries <= ${limit * 2 ** (step + 1)} THEN md5(${value}) < '${upper}'`;
  });
  return `CASE WHEN entries <= ${limit} THEN TRUE ${steps.join(' ')} ELSE FALSE END`;
}

/** CTE with the size of each dictionary. */
export const DICTIONARY_SIZE =
  'size AS MATERIALIZED (SELECT col, count(*) AS entries FROM d WHERE weight > 0 GROUP BY col)';
