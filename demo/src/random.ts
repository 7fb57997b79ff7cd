/** Repeatable chance: the same seed and stream give the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number, both ends included. */
  integer(minimum: number, maximum: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One value by weight; weights need not add up to anything. */
  weighted<T>(items: readonly (readonly [value: T, weight: number])[]): T;
  /** `count` different items, in random order; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[];
}

/**
 * A generator of its own for each `stream`, so that one more column in one table leaves every other as it was.
 * The generator is Chris Doty-Humphrey's sfc32 (PractRand), set up from an FNV-1a hash of seed and stream.
 */
export function createRandom(seed: number, stream: string): Random {
  const next = sfc32(hash(`${seed}/${stream}`));
  const integer = (minimum: number, maximum: number) =>
    minimum + Math.floor(next() * (maximum - minimum + 1));
  const pick = <T>(items: readonly T[]): T => items[integer(0, items.length - 1)] as T;
  return {
    next,
    integer,
    pick,
    chance: (probability) => next() < probability,
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      const hit = items.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (hit ?? items[items.length - 1]!)[0];
    },
    sample(items, count) {
      const pool = [...items];
      const size = Math.min(count, pool.length);
      for (let i = 0; i < size; i++) {
        const j = integer(i, pool.length - 1);
        [pool[i], pool[j]] = [pool[j]!, pool[i]!];
      }
      return pool.slice(0, size);
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function sfc32(start: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = start | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}
