/**
 * Numbers of the dictionaries of one statement: their spread, their ranks, what lies far out. Percentiles are exact
 * without sorting everything: values are counted in equal steps between the lowest and the highest, and only the steps
 * that hold a wanted rank are sorted. Tables are read by joins and never by nested scalar subqueries, which take longer to
 * plan than a small table takes to measure.
 */

/** Steps between the lowest and the highest value. */
const STEPS = 1024;
/** Beyond this the distance between two doubles may be no double; below the other it has few digits or none. */
const HUGE = '1e300';
const TINY = '1e-290';

/** One number of each dictionary entry: table `rows` (col, x, weight), and beside it `<name>_all` (col, n, low, high). */
export class WeightedNumbers {
  readonly name: string;
  readonly #x: string;
  readonly #fractions: number[] = [];
  readonly #fences: number[] = [];
  readonly #powers = new Set<3 | 4>();
  #hasMoments = false;
  #alsoWanted: { readonly name: string; readonly select: string; readonly condition: string } | null = null;

  constructor(name: string, x: string) {
    this.name = name;
    this.#x = x;
  }

  /** Linear interpolation between the values on both sides of the position (n - 1) * fraction, counted from 0. */
  percentile(fraction: number): string {
    const index = this.#fraction(fraction);
    const [below, above] = [`${this.name}_ranks.below_${index}`, `${this.name}_ranks.above_${index}`];
    const position = `(${this.name}_all.n - 1) * ${fraction}`;
    const share = `(${position} - floor(${position}))`;
    // PostgreSQL refuses what is larger than a double, and what is so small that it would be none.
    const part = (x: string, of: string) => `CASE WHEN abs(${x}) < 1 THEN 0 ELSE ${x} * (${of}) END`;
    return (
      `(CASE WHEN greatest(abs(${below}), abs(${above})) >= ${HUGE} THEN ${part(below, `1 - ${share}`)} + ${part(above, share)} ` +
      `WHEN ${above} - ${below} < ${TINY} THEN ${below} ELSE ${below} + (${above} - ${below}) * ${share} END)`
    );
  }

  /** From the differences to the mean: squares of large numbers would lose their digits. */
  deviation(): string {
    this.#hasMoments = true;
    return `${this.name}_deviation.deviation`;
  }

  /**
   * From the sum of powers of (x - mean) / deviation, which neither overflows nor loses digits; differences too small to
   * matter count as none, because PostgreSQL refuses what is smaller than a double.
   */
  standardMoment(power: 3 | 4, formula: (count: string, sum: string) => string): string {
    const deviation = this.deviation();
    this.#powers.add(power);
    const all = `${this.name}_all`;
    return (
      `(CASE WHEN ${all}.n > ${power - 1} AND ${all}.low < ${all}.high AND ${deviation} > 0 ` +
      `THEN ${formula(`${all}.n`, `${this.name}_powers.sum_${power}`)} END)`
    );
  }

  /** Null where the fences themselves could be larger than a double. */
  outsideFence(side: 'low' | 'high' | 'both', reach: number): string {
    this.#fraction(0.25);
    this.#fraction(0.75);
    if (!this.#fences.includes(reach)) this.#fences.push(reach);
    const index = this.#fences.indexOf(reach);
    const counted = { low: ['below'], high: ['beyond'], both: ['below', 'beyond'] }[side];
    const sum = counted.map((name) => `${this.name}_fences.${name}_${index}`).join(' + ');
    return `(CASE WHEN ${this.name}_all.n IS NULL THEN 0 ELSE ${sum} END)`;
  }

  /**
   * Further ranks to know: `condition` says over (before, upto) and the columns of `also`, a new table `name` with one row
   * a column, whether a step that begins after `before` values and ends with `upto` holds one.
   */
  alsoRank(name: string, select: string, condition: string): void {
    this.#alsoWanted = { name, select, condition };
  }

  /** Asked for last: where steps are counted, the table that says them too. */
  get rows(): string {
    return this.#hasRanks ? `${this.name}_steps` : this.name;
  }

  get #hasRanks(): boolean {
    return this.#fractions.length > 0 || this.#alsoWanted !== null;
  }

  #fraction(fraction: number): number {
    if (!this.#fractions.includes(fraction)) this.#fractions.push(fraction);
    return this.#fractions.indexOf(fraction);
  }

  joined(): string[] {
    const { name } = this;
    return [
      `${name}_all`,
      ...(this.#fractions.length > 0 ? [`${name}_ranks`] : []),
      ...(this.#hasMoments ? [`${name}_deviation`] : []),
      ...(this.#powers.size > 0 ? [`${name}_powers`] : []),
      ...(this.#fences.length > 0 ? [`${name}_fences`] : []),
    ];
  }

  tables(): string[] {
    const { name } = this;
    const numbers = `SELECT col, ${this.#x} AS x, CAST(weight AS double precision) AS weight FROM d`;
    return [
      // Cheaper to compute twice than to keep beside the steps.
      `${name} AS NOT MATERIALIZED (SELECT col, x, weight FROM (${numbers}) AS numbers WHERE x IS NOT NULL)`,
      `${name}_all AS MATERIALIZED (SELECT col, sum(weight) AS n, min(x) AS low, max(x) AS high FROM ${name} GROUP BY col)`,
      ...(this.#hasRanks ? this.#rankTables() : []),
      ...(this.#hasMoments ? this.#momentTables() : []),
      ...(this.#fences.length > 0 ? this.#fenceTables() : []),
    ];
  }

  #rankTables(): string[] {
    const { name } = this;
    const step = `CASE WHEN greatest(abs(low), abs(high)) < ${HUGE} THEN CASE WHEN high - low > ${TINY} THEN (high - low) / ${STEPS} END END`;
    const stepOf = `CASE WHEN step IS NULL OR x - low < step THEN 0 ELSE CAST(floor((x - low) / step) AS integer) END`;
    const positions = this.#fractions.map((fraction) => `(summary.n - 1) * ${fraction}`);
    const ranks = positions.flatMap((position) => [`floor(${position})`, `ceil(${position})`]);
    const wanted = ranks.map((rank) => `(upto > ${rank} AND before <= ${rank})`);
    const also = this.#alsoWanted;
    const sides = positions.flatMap((position, index) => [
      `min(x) FILTER (WHERE upto > floor(${position})) AS below_${index}`,
      `min(x) FILTER (WHERE upto > ceil(${position})) AS above_${index}`,
    ]);
    return [
      ...(also === null ? [] : [`${also.name} AS MATERIALIZED (${also.select})`]),
      `${name}_steps AS MATERIALIZED (SELECT numbers.col, x, weight, ${stepOf} AS step FROM ${name} AS numbers ` +
        `JOIN (SELECT col, low, ${step} AS step FROM ${name}_all) AS scale ON scale.col = numbers.col)`,
      // `upto` = values up to and with this step or value, in order; `before` = those that come before it.
      `${name}_counts AS MATERIALIZED (SELECT col, step, first, upto - own AS before, upto FROM (SELECT col, step, min(x) AS first, ` +
        `sum(weight) AS own, sum(sum(weight)) OVER (PARTITION BY col ORDER BY step) AS upto FROM ${name}_steps GROUP BY col, step) AS counted)`,
      `${name}_wanted AS MATERIALIZED (SELECT counts.col, counts.step, counts.before FROM ${name}_counts AS counts ` +
        `JOIN ${name}_all AS summary ON summary.col = counts.col` +
        `${also === null ? '' : ` JOIN ${also.name} AS also ON also.col = counts.col`} ` +
        `WHERE ${[...wanted, ...(also === null ? [] : [`(${also.condition})`])].join(' OR ')})`,
      `${name}_ranked AS MATERIALIZED (SELECT steps.col, x, weight, before + sum(weight) OVER (PARTITION BY steps.col, steps.step ORDER BY x) AS upto ` +
        `FROM ${name}_steps AS steps JOIN ${name}_wanted AS wanted ON wanted.col = steps.col AND wanted.step = steps.step)`,
      ...(sides.length > 0
        ? [
            `${name}_ranks AS MATERIALIZED (SELECT ranked.col, ${sides.join(', ')} FROM ${name}_ranked AS ranked ` +
              `JOIN ${name}_all AS summary ON summary.col = ranked.col GROUP BY ranked.col)`,
          ]
        : []),
    ];
  }

  #momentTables(): string[] {
    const { name } = this;
    const sums = [...this.#powers].map(
      (power) =>
        `sum(CASE WHEN abs(z) < 1e-50 THEN 0 ELSE weight * ${Array(power).fill('z').join(' * ')} END) AS sum_${power}`,
    );
    const z = '(x - mean) / nullif(deviation, 0)';
    return [
      `${name}_mean AS MATERIALIZED (SELECT col, sum(x * weight) / sum(weight) AS mean FROM ${this.rows} GROUP BY col)`,
      `${name}_deviation AS MATERIALIZED (SELECT numbers.col, min(mean) AS mean, CASE WHEN sum(weight) > 1 ` +
        `THEN sqrt(sum(weight * (x - mean) * (x - mean)) / (sum(weight) - 1)) END AS deviation ` +
        `FROM ${this.rows} AS numbers JOIN ${name}_mean AS center ON center.col = numbers.col GROUP BY numbers.col)`,
      ...(sums.length > 0
        ? [
            `${name}_powers AS MATERIALIZED (SELECT col, ${sums.join(', ')} FROM (SELECT numbers.col, weight, ${z} AS z ` +
              `FROM ${this.rows} AS numbers JOIN ${name}_deviation AS spread ON spread.col = numbers.col) AS differences GROUP BY col)`,
          ]
        : []),
    ];
  }

  #fenceTables(): string[] {
    const { name } = this;
    const [q1, q3] = [this.percentile(0.25), this.percentile(0.75)];
    const edges = this.#fences.flatMap((reach, index) => [
      `q1 - ${reach} * (q3 - q1) AS low_${index}`,
      `q3 + ${reach} * (q3 - q1) AS high_${index}`,
    ]);
    const nearest = Math.min(...this.#fences);
    const innermost = `q1 - ${nearest} * (q3 - q1) AS inner_low, q3 + ${nearest} * (q3 - q1) AS inner_high`;
    const sides = this.#fences.flatMap((_, index) => [
      { name: `below_${index}`, condition: `x < low_${index}` },
      { name: `beyond_${index}`, condition: `x > high_${index}` },
    ]);
    const sums = sides.map(
      ({ name, condition }) => `sum(CASE WHEN ${condition} THEN weight ELSE 0 END) AS ${name}`,
    );
    const counted = sides.map((side) => `coalesce(${side.name}, 0) AS ${side.name}`);
    return [
      `${name}_quartiles AS MATERIALIZED (SELECT ${name}_all.col, ${q1} AS q1, ${q3} AS q3 FROM ${name}_all ` +
        `JOIN ${name}_ranks ON ${name}_ranks.col = ${name}_all.col)`,
      `${name}_edges AS MATERIALIZED (SELECT col, ${edges.join(', ')}, ${innermost} FROM ${name}_quartiles WHERE greatest(abs(q1), abs(q3)) < ${HUGE})`,
      // Few values lie outside, and only they are added up.
      `${name}_outside AS MATERIALIZED (SELECT numbers.col, ${sums.join(', ')} FROM ${this.rows} AS numbers ` +
        `JOIN ${name}_edges AS edges ON edges.col = numbers.col ` +
        `WHERE x < inner_low OR x > inner_high GROUP BY numbers.col)`,
      `${name}_fences AS MATERIALIZED (SELECT edges.col, ${counted.join(', ')} FROM ${name}_edges AS edges ` +
        `LEFT JOIN ${name}_outside AS outside ON outside.col = edges.col)`,
    ];
  }
}
