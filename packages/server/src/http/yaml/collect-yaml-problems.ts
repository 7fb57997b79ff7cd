/** What YAML allows and a request does not: what a reader could take for something else. */
import {
  type Alias,
  type Document,
  isAlias,
  isScalar,
  type Node,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';

export interface YamlProblem {
  /** Offset in the text, from 0. */
  readonly at: number;
  readonly message: string;
}

/** Also makes texts of the numbers that would not be written the same again: `0123`, `1.50`, `.inf`. */
export function collectYamlProblems(document: Document.Parsed): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  const add = (node: Node, message: string) => problems.push({ at: node.range?.[0] ?? 0, message });
  visit(document, {
    Alias: (_key, node, path) => {
      const problem = aliasProblem(node, document, path);
      if (problem !== null) add(node, problem);
    },
    Map: (_key, map) => {
      for (const { key, message } of keyProblems(map)) add(key, message);
    },
    Scalar: (key, node) => {
      if (key !== 'key') keepSpelling(node);
    },
  });
  return problems;
}

function aliasProblem(alias: Alias, document: Document, path: readonly unknown[]): string | null {
  const target = alias.resolve(document);
  if (target === undefined) return `There is no anchor &${alias.source} before this alias.`;
  return path.includes(target) ? `The alias *${alias.source} is inside of what it stands for.` : null;
}

function* keyProblems(map: YAMLMap) {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (isAlias(key)) yield { key, message: 'A key cannot be an alias.' };
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) yield { key, message: `The key "${key.value}" occurs twice; keep one of them.` };
    if (key.value === '<<') yield { key, message: 'YAML 1.2 has no merge keys; write the fields out.' };
    seen.add(key.value);
  }
}

function keepSpelling(node: Scalar): void {
  const { value, source } = node;
  if (typeof value === 'number' && source !== undefined && String(value) !== source) node.value = source;
}
