/** YAML cut into tokens, as long as it is of a size that a person could have written. */
import { type CST, Lexer, type LineCounter, Parser } from 'yaml';
import type { YamlProblem } from './collect-yaml-problems.ts';

/** What composes documents calls itself once a level: some thousand levels end the process, not just the request. */
const MAX_LEVELS = 100;
/** More than 10,000 generated tests. Reading them takes two seconds, in which nobody else is served. */
const MAX_LEXEMES = 500_000;

export class TooComplexError extends Error implements YamlProblem {
  override readonly name = 'TooComplexError';
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Throws TooComplexError where it goes too deep or on for too long. */
export function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  let lexemes = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    lexemes += 1;
    if (parser.stack.length > MAX_LEVELS) throw new TooComplexError(parser.offset, TOO_DEEP);
    if (lexemes > MAX_LEXEMES) throw new TooComplexError(parser.offset, TOO_LONG);
  }
  yield* parser.end();
}

const TOO_DEEP = `What is here is more than ${MAX_LEVELS} levels deep.`;
const TOO_LONG = 'The document is too long to be read as YAML; send it as JSON, or in parts.';
