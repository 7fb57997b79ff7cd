/** Bodies in YAML 1.2, read so that they hold what JSON could hold, and nothing turns into something else unseen. */
import type { ErrorEntry, Reading } from '@assay/contract';
import { Composer, type Document, LineCounter } from 'yaml';
import { collectYamlProblems, type YamlProblem } from './collect-yaml-problems.ts';
import { TooComplexError, tokensOf } from './tokens-of.ts';

/** Names by which a text may be repeated; a few hundred bytes must not unfold into gigabytes. */
const MAX_ALIASES = 100;
/** More mistakes than that help nobody. */
const MAX_PROBLEMS = 100;

/** An empty text has the value undefined. Mistakes come all at once, each with line and column, counted from 1. */
export function readYaml(text: string): Reading<unknown> {
  const lines = new LineCounter();
  const refused = (problems: readonly YamlProblem[]): Reading<unknown> => ({
    ok: false,
    errors: problems.slice(0, MAX_PROBLEMS).map((problem) => entryOf(problem, lines)),
  });
  try {
    const [document, second] = documentsIn(text, lines);
    if (document === undefined) return { ok: true, value: undefined };
    const problems = [
      ...[...document.errors, ...document.warnings].map(({ pos, message }) => ({ at: pos[0], message })),
      ...collectYamlProblems(document),
    ];
    if (second !== undefined) {
      problems.push({ at: second.range?.[0] ?? text.length, message: 'A second document begins; send one.' });
    }
    if (problems.length > 0) return refused(problems);
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) ?? undefined };
  } catch (error) {
    if (error instanceof TooComplexError) return refused([error]);
    // The only one that is left for it: each alias has its anchor, and none is inside of it.
    if (error instanceof ReferenceError) return refused([{ at: 0, message: TOO_MANY_ALIASES }]);
    throw error;
  }
}

const TOO_MANY_ALIASES = `Aliases unfold to more than ${MAX_ALIASES} copies; write out what they stand for.`;

/** At most two; a second one is a mistake already. */
function documentsIn(text: string, lines: LineCounter): Document.Parsed[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    customTags: [],
    resolveKnownTags: false,
    stringKeys: true,
    // Looked for by collectYamlProblems: the library compares each key with all others.
    uniqueKeys: false,
  });
  const found: Document.Parsed[] = [];
  for (const document of composer.compose(tokensOf(text, lines))) {
    found.push(document);
    if (found.length === 2) break;
  }
  return found;
}

function entryOf({ at, message }: YamlProblem, lines: LineCounter): ErrorEntry {
  const { line, col } = lines.linePos(at);
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return { code: 'invalid_request', path: 'body', detail: `Line ${line}, column ${col}: ${sentence}` };
}
