/** Which types a CSV column may have, and the tests that every row must pass for it. */

export interface CsvColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

type Facts = Readonly<Record<string, unknown>>;

/** Types that a value may turn out to have where the sniffer guessed one of them. */
interface TypeFamily {
  /** What the sniffer calls them. */
  readonly guesses: readonly string[];
  /** Aggregates over `v`, the values of one column (null where one is missing). */
  readonly facts: Readonly<Record<string, string>>;
  /** The type that the facts allow; there are none when the file has no rows. */
  readonly decide: (facts: Facts) => string;
}

// Codes and numbers of cards are text: as numbers they would lose leading zeros or digits.
const CODE = '^[-+]?(0[0-9]|[0-9]{19})';
const every = (condition: string) => `bool_and(CASE WHEN v IS NULL THEN true ELSE ${condition} END)`;
const casts = (type: string) => `TRY_CAST(v AS ${type}) IS NOT NULL`;
const matches = (pattern: string) => `regexp_matches(v, '${pattern}')`;

const NUMBERS: TypeFamily = {
  guesses: ['BIGINT', 'DOUBLE'],
  facts: {
    whole: every(`${casts('BIGINT')} AND ${matches('^[-+]?[0-9]+$')}`),
    number: every(casts('DOUBLE')),
    code: `bool_or(${matches(CODE)})`,
    // Fifteen digits are what a double holds too; beyond that nobody can have meant an exact decimal by accident.
    decimal: every(matches('^[-+]?[0-9]{1,15}([.][0-9]{1,9})?$')),
    scale: `max(length(split_part(v, '.', 2)))`,
  },
  decide({ code, number, whole, decimal, scale }) {
    if (code === true || number !== true) return 'VARCHAR';
    if (whole === true) return 'BIGINT';
    return decimal === true ? `DECIMAL(${15 + Number(scale)}, ${Number(scale)})` : 'DOUBLE';
  },
};

const MOMENTS: TypeFamily = {
  guesses: ['DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE'],
  facts: {
    day: every(`length(v) <= 10 AND ${casts('DATE')}`),
    moment: every(casts('TIMESTAMP')),
    zoned: every(casts('TIMESTAMPTZ')),
    offset: `bool_or(length(v) > 10 AND ${matches('(Z|[-+][0-9]{2}(:?[0-9]{2})?)$')})`,
  },
  decide({ day, moment, zoned, offset }) {
    // A cast to DATE looks no further than the day; one to TIMESTAMP refuses what follows it.
    if (day === true && moment === true) return 'DATE';
    if (zoned === true && offset === true) return 'TIMESTAMPTZ';
    return moment === true ? 'TIMESTAMP' : 'VARCHAR';
  },
};

const TIMES: TypeFamily = {
  guesses: ['TIME'],
  facts: { time: every(casts('TIME')) },
  decide: ({ time }) => (time === true ? 'TIME' : 'VARCHAR'),
};

const BOOLEANS: TypeFamily = {
  guesses: ['BOOLEAN'],
  facts: { boolean: every(`lower(v) IN ('true', 'false')`) },
  decide: ({ boolean }) => (boolean === true ? 'BOOLEAN' : 'VARCHAR'),
};

const FAMILIES: readonly TypeFamily[] = [NUMBERS, MOMENTS, TIMES, BOOLEANS];

/** In a column with a type, `""` is a missing value: there is no other way to write one in a file of quoted fields. */
const emptyIsMissing = (name: string) => `nullif("${name.replaceAll('"', '""')}", '')`;

/** A part of the columns of a file, and the statement whose rows tell their types. */
export interface TypeQuestion {
  readonly sql: string;
  /** Positions of columns, from 0, with the type that each comes to. */
  readonly answer: (rows: readonly Facts[]) => ReadonlyMap<number, string>;
}

/** Rows become lists of this many values: more of them at a time would only need more memory. */
const COLUMNS_A_QUESTION = 1_000;

/**
 * One statement for up to 1,000 columns of one family: their values are put one below the other, so that its expressions
 * are planned once and not once a column. Columns that no question is about are text.
 */
export function typeQuestions(columns: readonly CsvColumn[], relation: string): TypeQuestion[] {
  return FAMILIES.flatMap((family) => {
    const positions = columns.flatMap(({ type }, position) =>
      family.guesses.includes(type) ? [position] : [],
    );
    const parts: TypeQuestion[] = [];
    for (let start = 0; start < positions.length; start += COLUMNS_A_QUESTION)
      parts.push(typeQuestion(family, columns, positions.slice(start, start + COLUMNS_A_QUESTION), relation));
    return parts;
  });
}

function typeQuestion(
  family: TypeFamily,
  columns: readonly CsvColumn[],
  positions: readonly number[],
  relation: string,
): TypeQuestion {
  const facts = Object.entries(family.facts).map(([name, sql]) => `${sql} AS "${name}"`);
  const values = positions.map((position) => emptyIsMissing(columns[position]!.name));
  return {
    sql:
      `SELECT position, ${facts.join(', ')} FROM (SELECT unnest([${positions.join(', ')}]) AS position, ` +
      `unnest([${values.join(', ')}]) AS v FROM ${relation}) AS cells GROUP BY position`,
    answer(rows) {
      const byPosition = new Map(rows.map((row) => [Number(row.position), row]));
      return new Map(
        positions.map((position) => [position, family.decide(byPosition.get(position) ?? {})] as const),
      );
    },
  };
}

/** A select item that reads a text column as its type. */
export function castColumn(column: CsvColumn): string {
  const name = `"${column.name.replaceAll('"', '""')}"`;
  return column.type === 'VARCHAR'
    ? name
    : `CAST(${emptyIsMissing(column.name)} AS ${column.type}) AS ${name}`;
}
