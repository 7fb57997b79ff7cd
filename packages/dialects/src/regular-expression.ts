/**
 * The part of regular expressions that every engine reads alike. RE2, POSIX-like engines, ICU and JavaScript
 * differ in what a dot matches, what `\d` and `[:alpha:]` hold, what an empty alternative means and what a stray
 * brace is; a pattern of ours keeps away from all of that, and the renderer refuses one that does not.
 */
import { PortablePatternError } from './dialect-errors.ts';

/** What may follow a backslash: ASCII punctuation, without the few (`< > ' \` _`) that some engine reads as a boundary. */
const ESCAPABLE = '!"#$%&()*+,-./:;=?@[\\]^{|}~';
/** PostgreSQL takes no larger bound; RE2 takes no larger product of nested bounds. */
const MAX_BOUND = 255;
const MAX_NESTED_BOUND = 1000;

/** Throws PortablePatternError, with the place and the remedy, when `pattern` leaves the portable subset. */
export function assertPortablePattern(pattern: string): void {
  new PatternReader(pattern).read();
}

class PatternReader {
  readonly #pattern: string;
  readonly #characters: readonly string[];
  #position = 0;
  #anchors = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#characters = [...pattern];
  }

  read(): void {
    this.#alternatives();
    if (this.#position < this.#characters.length) {
      throw this.#problem('a closing parenthesis without an opening one; write \\) for the character');
    }
  }

  /** Reads branches up to the end of the group; answers the largest product of bounds inside. */
  #alternatives(): number {
    let bound = this.#branch();
    while (this.#peek() === '|') {
      this.#position++;
      bound = Math.max(bound, this.#branch());
    }
    return bound;
  }

  #branch(): number {
    const start = this.#position;
    let bound = 1;
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      bound = Math.max(bound, this.#quantified(next));
    }
    if (this.#position === start) {
      throw this.#problem('an empty alternative; leave it out and make the rest optional with ?');
    }
    return bound;
  }

  #quantified(first: string): number {
    const anchorsBefore = this.#anchors;
    const inner = this.#atom(first);
    const at = this.#position;
    const repeats = this.#quantifier();
    if (repeats === null) return inner;
    // PostgreSQL takes minutes, or gives up, over nested repetitions of what can only match nothing.
    if (this.#anchors > anchorsBefore) throw this.#problem('an anchor inside of a repetition', at);
    const second = this.#position;
    if (this.#quantifier() !== null) {
      throw this.#problem('a second quantifier; lazy and possessive ones are not portable', second);
    }
    if (inner * repeats > MAX_NESTED_BOUND) {
      throw this.#problem(`nested repetitions of more than ${MAX_NESTED_BOUND} in all`, at);
    }
    return inner * repeats;
  }

  /** Reads one atom; answers the largest product of bounds inside. */
  #atom(first: string): number {
    if (first === '(') return this.#group();
    if (first === '[') this.#bracketClass();
    else if (first === '\\') this.#escape();
    else this.#literal(first);
    return 1;
  }

  #literal(character: string): void {
    if (character === '^' || character === '$') this.#anchors++;
    if (character === '.') throw this.#problem('a dot; write \\. or a bracket class such as [^,]');
    if ('?*+{'.includes(character)) throw this.#problem(`nothing to repeat; write \\${character}`);
    if (']}'.includes(character)) throw this.#problem(`write \\${character}`);
    if (character === '\0') throw this.#problem('NUL is in no value');
    this.#position++;
  }

  #group(): number {
    this.#position++;
    if (this.#peek() === '?') {
      throw this.#problem('(? ...): no look-around, flags or named groups; a plain group does');
    }
    const bound = this.#alternatives();
    if (this.#peek() !== ')') throw this.#problem('a group that is not closed; write \\( for the character');
    this.#position++;
    return bound;
  }

  #escape(): string {
    const escaped = this.#characters[this.#position + 1];
    if (escaped === undefined || !ESCAPABLE.includes(escaped)) {
      throw this.#problem('a backslash before this; write bracket classes such as [0-9], not \\d');
    }
    this.#position += 2;
    return escaped;
  }

  #bracketClass(): void {
    const start = this.#position++;
    if (this.#peek() === '^') this.#position++;
    let empty = true;
    while (this.#peek() !== ']') {
      if (this.#peek() === undefined) throw this.#problem('a bracket class that is not closed', start);
      this.#classItem(empty);
      empty = false;
    }
    if (empty) throw this.#problem('an empty bracket class; write \\] for the character');
    this.#position++;
  }

  /** One character of a class, or a range. A bare `-` is a character only at either end. */
  #classItem(first: boolean): void {
    const bareDash = this.#peek() === '-';
    if (bareDash && !first && this.#peek(1) !== ']') throw this.#problem('write \\- inside of a class');
    const low = this.#classCharacter();
    if (this.#peek() !== '-' || this.#peek(1) === ']') return;
    if (bareDash) throw this.#problem('write \\- inside of a class');
    this.#position++;
    const high = this.#classCharacter();
    if (codePoint(high) < codePoint(low)) throw this.#problem('a range that runs backwards');
  }

  #classCharacter(): string {
    const character = this.#peek();
    if (character === undefined) throw this.#problem('a bracket class that is not closed');
    if (character === '\\') return this.#escape();
    // [:alpha:], [.x.], [=x=] here; nested sets and && elsewhere.
    if (character === '[') throw this.#problem('write \\[ inside of a class; POSIX classes are not portable');
    if (character === '&' && this.#peek(1) === '&') throw this.#problem('write a single & inside of a class');
    this.#position++;
    return character;
  }

  /** The largest number of repetitions that a quantifier here asks for (1 when unbounded); null when there is none. */
  #quantifier(): number | null {
    const sign = this.#peek();
    if (sign === undefined || !'?*+{'.includes(sign)) return null;
    if (sign !== '{') {
      this.#position++;
      return 1;
    }
    const bounds = /^\{(\d+)(,(\d*))?\}/.exec(this.#characters.slice(this.#position).join(''));
    if (bounds === null) throw this.#problem('write \\{ for the character, or {m}, {m,} or {m,n}');
    const [whole, low = '0', upTo] = bounds;
    const high = upTo === undefined || bounds[3] === '' ? low : (bounds[3] as string);
    if (Number(high) < Number(low)) throw this.#problem('bounds that run backwards');
    if (Number(high) > MAX_BOUND) throw this.#problem(`a bound of more than ${MAX_BOUND}`);
    this.#position += whole.length;
    return Math.max(1, Number(high));
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#position + ahead];
  }

  #problem(problem: string, at: number = this.#position): PortablePatternError {
    return new PortablePatternError(this.#pattern, at, problem);
  }
}

const codePoint = (character: string): number => character.codePointAt(0) as number;
