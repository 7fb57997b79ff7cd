/** The rooms of the repository and the TypeScript files in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run-command.ts';

export interface Room {
  /** `checks`, `demo-data`, ...: the name behind `@assay/`. */
  readonly name: string;
  /** Relative to the repository, with forward slashes: `packages/checks`. */
  readonly folder: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;

/** The workspaces of the root manifest, masks resolved. */
export function rooms(): Room[] {
  const folders = (readManifest('.').workspaces ?? []).flatMap((mask) => {
    if (!mask.endsWith('/*')) return [mask];
    const parent = mask.slice(0, -2);
    return readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`);
  });
  return folders.map((folder) => {
    const manifest = readManifest(folder);
    return {
      name: manifest.name.replace('@assay/', ''),
      folder,
      dependencies: new Set(Object.keys(manifest.dependencies ?? {})),
      devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
    };
  });
}

/** Packages that every room's tests may use without declaring them. */
export function rootDevDependencies(): ReadonlySet<string> {
  return new Set(Object.keys(readManifest('.').devDependencies ?? {}));
}

/** TypeScript files of a room, relative to the repository; nothing built or installed. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Tests and what only tests use: they may import more, and are not counted among the sizes. */
export const isTest = (path: string): boolean =>
  /\.test(-d)?\.tsx?$/.test(path) ||
  /\/(testing|conformance|fixtures)\//.test(path) ||
  path.startsWith('test/');
export const isGenerated = (path: string): boolean => /\.generated\.tsx?$/.test(path);
