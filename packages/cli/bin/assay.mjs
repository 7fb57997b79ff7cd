#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read, so that they can say what is wrong.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Assay needs Node 22.18 or newer; this is ${process.version}. In a checkout, "npx assay ..." runs on the Node that "npm ci" installed.`,
  );
  process.exit(2);
}
const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  console.error('Assay is not built yet: run "npm run build" first.');
  process.exit(2);
}
await import(main.href);
