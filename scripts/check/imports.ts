/** Which modules a TypeScript file imports. */

export interface Import {
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
}

const IMPORT = /(?:^|[\s;}])(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/g;

/** Static and dynamic imports and re-exports with a literal specifier, in order. */
export function importsOf(source: string): Import[] {
  return [...withoutComments(source).matchAll(IMPORT)].map((match) => ({
    specifier: (match[1] ?? match[2]) as string,
    line: source.slice(0, match.index + match[0].length).split('\n').length,
  }));
}

/** `react` of `react/jsx-runtime`, `@scope/name` of `@scope/name/file`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * The source with every comment blanked, characters and lines in their places. Strings and templates are kept.
 * A tokenizer of this size takes no notice of regular expression literals; one that holds an odd quote mark can
 * hide a comment behind it, which at worst reports a word too many.
 */
export function withoutComments(source: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(token, (text) =>
    text.startsWith('//') || text.startsWith('/*') ? text.replace(/[^\n]/g, ' ') : text,
  );
}
