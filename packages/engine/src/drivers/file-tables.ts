/** Which tables a folder, a file or a glob holds: a file is a table, and so is a sub-folder of equal files. */
import type { Dirent } from 'node:fs';
import { glob, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { TargetError } from '../target.ts';
import { absolutePath, confinedRealPath, realRoots } from './file-roots.ts';

export type FileFormat = 'csv' | 'json' | 'parquet';

export interface FileTable {
  readonly table: string;
  readonly format: FileFormat;
  /** Real paths, sorted. */
  readonly files: readonly string[];
  /** Why the table cannot be read, found out without opening it; null when nothing speaks against it. */
  readonly unreadable: string | null;
}

const FORMATS: readonly { readonly ending: RegExp; readonly format: FileFormat }[] = [
  { ending: /\.(csv|tsv)(\.gz)?$/i, format: 'csv' },
  { ending: /\.(json|ndjson|jsonl)(\.gz)?$/i, format: 'json' },
  { ending: /\.parquet$/i, format: 'parquet' },
];
const MAGIC = /[*?[{]/;

const formatOf = (file: string) => FORMATS.find(({ ending }) => ending.test(file)) ?? null;
/** Tools write `_SUCCESS`, `.crc` and the like beside data. */
const isHidden = (name: string) => name.startsWith('.') || name.startsWith('_');

/** All tables under `path`, sorted by name. Throws TargetError when the path itself is refused or missing. */
export async function findFileTables(path: string, fileRoots: readonly string[]): Promise<FileTable[]> {
  const absolute = absolutePath(path, fileRoots);
  const roots = await realRoots(fileRoots);
  const groups = MAGIC.test(absolute)
    ? await globbedFiles(absolute, roots)
    : await filesAt(await confinedRealPath(absolute, roots));
  const tables = await Promise.all(groups.map((group) => toTable(group, roots)));
  return withUniqueNames(tables).sort((a, b) => (a.table < b.table ? -1 : 1));
}

/** Files that make one table, before anything is known of them. */
interface FileGroup {
  readonly name: string;
  readonly files: readonly string[];
  readonly isFolder: boolean;
}

const single = (file: string): FileGroup => ({ name: basename(file), files: [file], isFolder: false });

async function globbedFiles(pattern: string, roots: readonly string[]): Promise<FileGroup[]> {
  const segments = pattern.split(sep);
  const base = segments
    .slice(
      0,
      segments.findIndex((segment) => MAGIC.test(segment)),
    )
    .join(sep);
  await confinedRealPath(base || sep, roots);
  const found: string[] = [];
  for await (const file of glob(pattern)) if (formatOf(file) !== null) found.push(file);
  if (found.length === 0)
    throw new TargetError('not_found', `No CSV, JSON or Parquet file matches ${pattern}.`, {
      location: { path: pattern },
    });
  return found.map(single);
}

async function filesAt(path: string): Promise<FileGroup[]> {
  if (!(await stat(path)).isDirectory()) {
    if (formatOf(path) !== null) return [single(path)];
    const message = `${path} is none of the file kinds that can be read: .csv, .tsv, .json, .ndjson, .jsonl (each also .gz), .parquet.`;
    throw new TargetError('unreadable', message, { location: { path } });
  }
  const groups: FileGroup[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const full = join(path, entry.name);
    if (isHidden(entry.name)) continue;
    if (await isFolder(entry, full)) {
      const files = await dataFilesBelow(full);
      if (files.length > 0) groups.push({ name: entry.name, files, isFolder: true });
    } else if (formatOf(full) !== null) groups.push(single(full));
  }
  return groups;
}

async function dataFilesBelow(folder: string): Promise<string[]> {
  // Links to folders are not followed here: they could run in a circle.
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !isHidden(entry.name) && formatOf(entry.name) !== null)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function isFolder(entry: Dirent, full: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return (await stat(full).catch(() => null))?.isDirectory() ?? false;
}

async function toTable(group: FileGroup, roots: readonly string[]): Promise<FileTable> {
  const formats = new Set(group.files.map((file) => formatOf(file)!.format));
  const [format] = formats as Set<FileFormat>;
  const table = group.isFolder ? group.name : group.name.replace(formatOf(group.name)!.ending, '');
  const result = { table: table || group.name, format: format!, files: group.files };
  if (formats.size > 1) {
    const mixed = `The folder ${group.name} holds files of several formats (${[...formats].join(', ')}). Keep one format in a folder.`;
    return { ...result, unreadable: mixed };
  }
  try {
    const files = await Promise.all(group.files.map((file) => confinedRealPath(file, roots)));
    return { ...result, files, unreadable: await emptiness(files) };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { ...result, files: [], unreadable: error.message };
  }
}

async function emptiness(files: readonly string[]): Promise<string | null> {
  for (const file of files) {
    const { size } = await stat(file);
    if (size === 0) return `${file} is empty (0 bytes). Write it again, or remove it.`;
  }
  return null;
}

/** `orders.csv` beside `orders.parquet`: both keep their whole file name. DuckDB's names ignore case. */
function withUniqueNames(tables: readonly FileTable[]): FileTable[] {
  const seen = new Map<string, number>();
  for (const { table } of tables) seen.set(table.toLowerCase(), (seen.get(table.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return tables.map((entry) => {
    const clashes = (seen.get(entry.table.toLowerCase()) ?? 0) > 1;
    const wanted = clashes ? fileName(entry) : entry.table;
    let table = wanted;
    for (let n = 2; taken.has(table.toLowerCase()); n++) table = `${wanted} (${n})`;
    taken.add(table.toLowerCase());
    return { ...entry, table };
  });
}

function fileName(entry: FileTable): string {
  const [first] = entry.files;
  if (first === undefined) return entry.table;
  return entry.files.length === 1 ? basename(first) : basename(dirname(first));
}
