/** Whether SQL of a user stays where it is put: inside the parentheses around it, and inside one statement. */

interface Token {
  readonly begins: RegExp;
  /** All of it, where its beginning does not say how far it goes. */
  readonly whole?: RegExp;
  /** What it is when it does not end. */
  readonly unclosed?: string;
}

const NOT_CLOSED = 'a text that is not closed';
/** A text with backslashes goes on in the next one, when only blanks and comments lie between them. */
const ESCAPED = String.raw`'(?:[^'\\]|\\[\s\S]|'')*'(?!')`;
const BLANKS = String.raw`(?:\s|--[^\n\r]*[\n\r])*`;
const TAG = String.raw`\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$`;

/** A dollar sign inside it begins no text, nor does an `e` at its end. */
const NAME: Token = { begins: /[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*/y };

/** What hides parentheses and semicolons, in the order in which it is tried. */
const TOKENS: readonly Token[] = [
  { begins: /--[^\n\r]*/y },
  { begins: /e'/iy, whole: new RegExp(`e${ESCAPED}(?:${BLANKS}${ESCAPED})*`, 'iy'), unclosed: NOT_CLOSED },
  { begins: /'/y, whole: /'(?:[^']|'')*'(?!')/y, unclosed: NOT_CLOSED },
  { begins: /"/y, whole: /"(?:[^"]|"")*"(?!")/y, unclosed: 'a quoted name that is not closed' },
  { begins: new RegExp(TAG, 'y'), whole: new RegExp(`(${TAG})[\\s\\S]*?\\1`, 'y'), unclosed: NOT_CLOSED },
  NAME,
];

/** Part of a name to one database, a blank to another: what follows would be read in two ways. */
const ODD_BLANKS = /[\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/;

/**
 * What SQL does that could end the parentheses around it or the statement; null when it does nothing of the kind. Reads quotes
 * and comments as PostgreSQL does, https://www.postgresql.org/docs/current/sql-syntax-lexical.html, with
 * `standard_conforming_strings` on.
 */
export function standardBoundsProblem(sql: string): string | null {
  let open = 0;
  for (let at = 0; at < sql.length; ) {
    if (sql.startsWith('/*', at)) {
      const end = endOfComment(sql, at);
      if (end === null) return 'it holds a comment that is not closed';
      at = end;
      continue;
    }
    const token = TOKENS.find(({ begins }) => matchAt(begins, sql, at) !== null);
    if (token !== undefined) {
      const length = matchAt(token.whole ?? token.begins, sql, at);
      if (length === null) return `it holds ${token.unclosed}`;
      if (token === NAME && ODD_BLANKS.test(sql.slice(at, at + length)))
        return 'it holds a blank that is no plain space';
      at += length;
      continue;
    }
    if (sql[at] === ';') return 'it holds a semicolon, and is one statement or part of one';
    if (sql[at] === '(') open++;
    if (sql[at] === ')' && --open < 0) return 'it closes a parenthesis that it does not open';
    at++;
  }
  return open > 0 ? 'it opens a parenthesis that it does not close' : null;
}

function matchAt(pattern: RegExp, sql: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0].length ?? null;
}

/** Comments lie in each other. Null for one that is not closed. */
function endOfComment(sql: string, from: number): number | null {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(sql); mark !== null; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return null;
}
