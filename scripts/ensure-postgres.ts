/**
 * The tests that need PostgreSQL start a server of their own from its programs. Where those are missing they are
 * installed if that needs no question asked (root on Debian or Ubuntu); elsewhere the tests are skipped, aloud.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findPostgresBinaries } from '../test/support/src/postgres-server.ts';

const HOW_TO_INSTALL = `PostgreSQL is not installed: the tests that need it are reported as skipped.
To run them: apt-get install postgresql (Debian, Ubuntu), dnf install postgresql-server (Fedora),
brew install postgresql@17 (macOS; put its bin folder on the PATH). No server needs to be running.`;

/** Where Debian keeps the configuration of its clusters, one folder a version. */
const CLUSTERS = '/etc/postgresql';

/** Installs PostgreSQL when it is missing and can be; says so when it cannot. Never throws. */
export function ensurePostgres(): void {
  if (findPostgresBinaries() !== null) return;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall || !installed()) console.error(HOW_TO_INSTALL);
}

function installed(): boolean {
  console.error('Installing PostgreSQL (apt-get install postgresql) ...');
  const before = clusters();
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const done = apt('update') && apt('install', '-y', '--no-install-recommends', 'postgresql');
  // The package makes and starts a cluster of its own, which nobody asked for here.
  for (const cluster of clusters().filter((name) => !before.includes(name))) {
    spawnSync('pg_dropcluster', ['--stop', ...cluster.split('/')], { stdio: 'ignore' });
  }
  return done && findPostgresBinaries() !== null;
}

/** `15/main`, ... */
function clusters(): string[] {
  if (!existsSync(CLUSTERS)) return [];
  return readdirSync(CLUSTERS).flatMap((version) =>
    readdirSync(`${CLUSTERS}/${version}`).map((name) => `${version}/${name}`),
  );
}
