/**
 * Writes packages/contract/openapi.json; with `--check` only says whether it is up to date (exit code 1 when not).
 * Run: node --conditions=@assay/source packages/contract/src/write-openapi.ts [--check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { openApiDocument } from './openapi/document.ts';

const target = new URL('../openapi.json', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const document = `${JSON.stringify(openApiDocument(manifest.version), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== document) {
    console.error('packages/contract/openapi.json is out of date: run `npm run generate` and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, document);
}
