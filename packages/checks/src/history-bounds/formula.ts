/**
 * Formulas over a few named numbers, such as `{AVERAGE} + 2 * {STANDARD_DEVIATION}`. They are read and computed here:
 * what a person writes is never sent to a database.
 */
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';

/** Null when a number that it needs is not known, and where the result is not a number: a division by zero. */
export type Formula<Name extends string> = (numbers: Readonly<Record<Name, number | null>>) => number | null;

/** Far more than anybody writes, and too little for parentheses to nest without end. */
const LONGEST = 500;
const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|\{(\w+)\}|([a-z]+)|([-+*/(),]))/iy;
const FUNCTIONS: Readonly<Record<string, (...numbers: readonly number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  greatest: Math.max,
  least: Math.min,
  round: Math.round,
  sqrt: Math.sqrt,
};
/** Of the others, one. */
const TAKES_MANY: ReadonlySet<string> = new Set(['greatest', 'least']);

interface Token {
  readonly kind: 'number' | 'name' | 'word' | 'sign' | 'end';
  readonly text: string;
  /** From 1. */
  readonly place: number;
}

/**
 * Numbers, names in braces, + - * /, parentheses, and the functions abs, ceil, floor, greatest, least, round, sqrt.
 * Throws ParameterSyntaxError with the place.
 */
export function parseFormula<Name extends string>(text: string, names: readonly Name[]): Formula<Name> {
  if (text.length > LONGEST)
    throw new ParameterSyntaxError(`The formula is longer than ${LONGEST} characters.`);
  const reader = readTokens(text);
  const parsed = parseSum(reader, names);
  if (reader.next().kind !== 'end') throw unexpected(reader.next());
  return (numbers) => finite(parsed(numbers));
}

interface TokenReader {
  /** The next token, which stays the next one. */
  next(): Token;
  take(): Token;
  /** Takes the next token when it is this sign. */
  skips(sign: string): boolean;
}

function readTokens(text: string): TokenReader {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) {
      const place = start + /^\s*/.exec(text.slice(start))![0].length;
      throw unexpected({ kind: 'sign', text: text[place]!, place: place + 1 });
    }
    const [, number, name, word, sign] = found;
    const part = number ?? name ?? word ?? sign!;
    const kind =
      number !== undefined ? 'number' : name !== undefined ? 'name' : word !== undefined ? 'word' : 'sign';
    tokens.push({ kind, text: part, place: TOKEN.lastIndex - found[0].trimStart().length + 1 });
  }
  const last: Token = { kind: 'end', text: '', place: end + 1 };
  let position = 0;
  const next = () => tokens[position] ?? last;
  const take = () => {
    const token = next();
    position++;
    return token;
  };
  return {
    next,
    take,
    skips: (sign) => next().kind === 'sign' && next().text === sign && take() !== null,
  };
}

function unexpected({ kind, text, place }: Token): ParameterSyntaxError {
  const what =
    kind === 'end' ? 'It ends where a number should follow' : `"${text}" does not fit at character ${place}`;
  return new ParameterSyntaxError(
    `${what}. Write numbers, names in braces, + - * / and parentheses, such as {AVERAGE} + 2 * {STANDARD_DEVIATION}.`,
  );
}

type Operation = (a: number, b: number) => number;
const SUMS: Readonly<Record<string, Operation>> = { '+': (a, b) => a + b, '-': (a, b) => a - b };
const PRODUCTS: Readonly<Record<string, Operation>> = { '*': (a, b) => a * b, '/': (a, b) => a / b };

const parseSum = <Name extends string>(reader: TokenReader, names: readonly Name[]): Formula<Name> =>
  parseChain(reader, SUMS, () => parseChain(reader, PRODUCTS, () => parseFactor(reader, names)));

/** Parts with operations of one rank between them, from the left to the right. */
function parseChain<Name extends string>(
  reader: TokenReader,
  operations: Readonly<Record<string, Operation>>,
  part: () => Formula<Name>,
): Formula<Name> {
  let chain = part();
  for (;;) {
    const { kind, text } = reader.next();
    const operation = kind === 'sign' ? operations[text] : undefined;
    if (operation === undefined) return chain;
    reader.take();
    chain = combined(operation, [chain, part()]);
  }
}

function parseFactor<Name extends string>(reader: TokenReader, names: readonly Name[]): Formula<Name> {
  if (reader.skips('-')) return combined((value) => -value, [parseFactor(reader, names)]);
  if (reader.skips('+')) return parseFactor(reader, names);
  if (reader.skips('(')) return closed(reader, parseSum(reader, names));
  const token = reader.take();
  if (token.kind === 'number') {
    const value = Number(token.text);
    return () => value;
  }
  if (token.kind === 'name') {
    const name = names.find((known) => known === token.text.toUpperCase());
    if (name !== undefined) return (numbers) => numbers[name];
    throw new ParameterSyntaxError(
      `There is no {${token.text}}; write one of ${names.map((known) => `{${known}}`).join(' ')}.`,
    );
  }
  return parseCall(token, reader, names);
}

function parseCall<Name extends string>(
  token: Token,
  reader: TokenReader,
  names: readonly Name[],
): Formula<Name> {
  const called = token.text.toLowerCase();
  if (token.kind !== 'word') throw unexpected(token);
  if (!Object.hasOwn(FUNCTIONS, called)) {
    throw new ParameterSyntaxError(
      `There is no function "${token.text}"; write one of ${Object.keys(FUNCTIONS).join(', ')}.`,
    );
  }
  if (!reader.skips('(')) throw unexpected(reader.next());
  const given = [parseSum(reader, names)];
  while (TAKES_MANY.has(called) && reader.skips(',')) given.push(parseSum(reader, names));
  return closed(reader, combined(FUNCTIONS[called]!, given));
}

function closed<Name extends string>(reader: TokenReader, formula: Formula<Name>): Formula<Name> {
  if (!reader.skips(')')) throw unexpected(reader.next());
  return formula;
}

function combined<Name extends string>(
  operation: (...numbers: readonly number[]) => number,
  parts: readonly Formula<Name>[],
): Formula<Name> {
  return (numbers) => {
    const values = parts.map((part) => part(numbers));
    const known = values.filter((value) => value !== null);
    return known.length < values.length ? null : finite(operation(...known));
  };
}

const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
