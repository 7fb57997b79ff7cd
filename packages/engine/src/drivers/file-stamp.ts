import { stat } from 'node:fs/promises';

/** Names, sizes and times of files, as text; null when one of them is gone. */
export async function fileStamp(files: readonly string[]): Promise<string | null> {
  try {
    const facts = await Promise.all(
      files.map(async (file) => {
        const { size, mtimeNs } = await stat(file, { bigint: true });
        return [file, String(size), String(mtimeNs)];
      }),
    );
    return JSON.stringify(facts);
  } catch {
    return null;
  }
}
