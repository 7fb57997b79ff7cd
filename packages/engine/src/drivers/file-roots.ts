/** Confinement: which paths a connection may read. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { TargetError } from '../target.ts';

/** The allowed folders as the file system really names them; folders that do not exist allow nothing. */
export async function realRoots(fileRoots: readonly string[]): Promise<readonly string[]> {
  const roots = await Promise.all(fileRoots.map((root) => realpath(root).catch(() => null)));
  return roots.filter((root) => root !== null);
}

/** `path` as written by a user, made absolute (relative ones start at the first root). Refuses `..`. */
export function absolutePath(path: string, fileRoots: readonly string[]): string {
  if (path.includes('\0') || path.trim() === '')
    throw new TargetError('refused', 'The path is empty or holds a NUL character. Give a file or a folder.');
  if (path.split(/[\\/]/).includes('..'))
    throw new TargetError('refused', `The path ${path} holds "..". Write it out from its root.`, {
      location: { path },
    });
  return isAbsolute(path) ? resolve(path) : resolve(fileRoots[0] ?? process.cwd(), path);
}

export function isWithin(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep));
}

/** Follows links to the file itself, and refuses it when that lies outside the roots. */
export async function confinedRealPath(path: string, roots: readonly string[]): Promise<string> {
  const outside = () =>
    new TargetError(
      'refused',
      `${path} lies outside the folders that may be read. Move it there, or add its folder to ASSAY_FILE_ROOTS.`,
      { location: { path } },
    );
  const real = await realpath(path).catch((error: NodeJS.ErrnoException) => {
    // Whether something exists outside the roots is nobody's business.
    if (!isWithin(path, roots)) throw outside();
    throw new TargetError('not_found', missing(path, error.code), { location: { path }, cause: error });
  });
  if (!isWithin(real, roots)) throw outside();
  return real;
}

function missing(path: string, code: string | undefined): string {
  return code === 'EACCES'
    ? `${path} may not be read by this process. Grant it read permission.`
    : `${path} does not exist. Check the spelling, and that the disk is mounted.`;
}
