/** Which types a CSV column may have, and the tests that every row must pass for it. */

export interface CsvColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

interface CandidateType {
  /** What the sniffer calls it. */
  readonly guess: string;
  /** Facts that one pass computes of `v`, the value (null where it is missing). */
  readonly facts: Readonly<Record<string, (v: string) => string>>;
  /** The type that the facts allow. */
  readonly decide: (facts: Readonly<Record<string, unknown>>) => string;
}

// Codes and numbers of cards are text: as numbers they would lose leading zeros or digits.
const CODE = '^[-+]?(0[0-9]|[0-9]{19})';
const every = (v: string, condition: string) =>
  `bool_and(CASE WHEN ${v} IS NULL THEN true ELSE ${condition} END)`;
const casts = (v: string, type: string) => `TRY_CAST(${v} AS ${type}) IS NOT NULL`;
const matches = (v: string, pattern: string) => `regexp_matches(${v}, '${pattern}')`;

const NUMBER_FACTS = {
  whole: (v: string) => every(v, `${casts(v, 'BIGINT')} AND ${matches(v, '^[-+]?[0-9]+$')}`),
  number: (v: string) => every(v, casts(v, 'DOUBLE')),
  code: (v: string) => `bool_or(${matches(v, CODE)})`,
  // Fifteen digits are what a double holds too; beyond that nobody can have meant an exact decimal by accident.
  decimal: (v: string) => every(v, matches(v, '^[-+]?[0-9]{1,15}([.][0-9]{1,9})?$')),
  scale: (v: string) => `max(length(split_part(${v}, '.', 2)))`,
};

function decideNumber(facts: Readonly<Record<string, unknown>>): string {
  if (facts.code === true || facts.number !== true) return 'VARCHAR';
  if (facts.whole === true) return 'BIGINT';
  return facts.decimal === true ? `DECIMAL(${15 + Number(facts.scale)}, ${Number(facts.scale)})` : 'DOUBLE';
}

const MOMENT_FACTS = {
  day: (v: string) => every(v, `length(${v}) <= 10 AND ${casts(v, 'DATE')}`),
  moment: (v: string) => every(v, casts(v, 'TIMESTAMP')),
  zoned: (v: string) => every(v, casts(v, 'TIMESTAMPTZ')),
  offset: (v: string) => `bool_or(length(${v}) > 10 AND ${matches(v, '(Z|[-+][0-9]{2}(:?[0-9]{2})?)$')})`,
};

function decideMoment(facts: Readonly<Record<string, unknown>>): string {
  if (facts.day === true) return 'DATE';
  if (facts.zoned === true && facts.offset === true) return 'TIMESTAMPTZ';
  return facts.moment === true ? 'TIMESTAMP' : 'VARCHAR';
}

const CANDIDATES: readonly CandidateType[] = [
  { guess: 'BIGINT', facts: NUMBER_FACTS, decide: decideNumber },
  { guess: 'DOUBLE', facts: NUMBER_FACTS, decide: decideNumber },
  { guess: 'DATE', facts: MOMENT_FACTS, decide: decideMoment },
  { guess: 'TIMESTAMP', facts: MOMENT_FACTS, decide: decideMoment },
  { guess: 'TIMESTAMP WITH TIME ZONE', facts: MOMENT_FACTS, decide: decideMoment },
  {
    guess: 'TIME',
    facts: { time: (v) => every(v, casts(v, 'TIME')) },
    decide: (facts) => (facts.time === true ? 'TIME' : 'VARCHAR'),
  },
  {
    guess: 'BOOLEAN',
    facts: { boolean: (v) => every(v, `lower(${v}) IN ('true', 'false')`) },
    decide: (facts) => (facts.boolean === true ? 'BOOLEAN' : 'VARCHAR'),
  },
];

const candidate = (column: CsvColumn) => CANDIDATES.find(({ guess }) => guess === column.type);
const factName = (index: number, fact: string) => `f${index}_${fact}`;

/** In a column with a type, `""` is a missing value: there is no other way to write one in a file of quoted fields. */
const emptyIsMissing = (name: string) => `nullif("${name.replaceAll('"', '""')}", '')`;

/** The select items whose values `typedColumn` needs. */
export function columnFits(column: CsvColumn, index: number): string[] {
  const facts = candidate(column)?.facts ?? {};
  return Object.entries(facts).map(
    ([fact, spell]) => `${spell(emptyIsMissing(column.name))} AS ${factName(index, fact)}`,
  );
}

export function typedColumn(
  column: CsvColumn,
  index: number,
  facts: Readonly<Record<string, unknown>>,
): CsvColumn {
  const type = candidate(column);
  if (type === undefined) return { name: column.name, type: 'VARCHAR' };
  const own = Object.keys(type.facts).map((fact) => [fact, facts[factName(index, fact)]] as const);
  return { name: column.name, type: type.decide(Object.fromEntries(own)) };
}

/** A select item that reads a text column as its type. */
export function castColumn(column: CsvColumn): string {
  const name = `"${column.name.replaceAll('"', '""')}"`;
  return column.type === 'VARCHAR'
    ? name
    : `CAST(${emptyIsMissing(column.name)} AS ${column.type}) AS ${name}`;
}
