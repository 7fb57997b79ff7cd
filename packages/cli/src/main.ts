#!/usr/bin/env node
/** The `assay` command. Each command loads what it needs when it runs, so that `--help` is instant. */
import { Command } from 'commander';
import { VERSION } from './version.ts';

const program = new Command('assay')
  .description('Profiles tables, names hygiene issues, generates and runs tests, scores the data.')
  .version(VERSION)
  .showHelpAfterError('(assay --help shows the commands)')
  // Commands inherit it. Help and version end well; everything else that ends here was called wrongly.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command('serve')
  .description('start the server with its workers; settings come from ASSAY_* variables')
  .action(async () => (await import('./commands/serve.ts')).serve());

program
  .command('work')
  .description('start workers only, on the PostgreSQL store that servers share')
  .action(async () => (await import('./commands/work.ts')).work());

program
  .command('demo')
  .description('profile and test a demo shop with planted problems, then keep serving')
  .option('--exit', 'stop after the show', false)
  .action(async (options: { exit: boolean }) => (await import('./commands/demo.ts')).demo(options));

program
  .command('migrate')
  .description('bring the store to the schema of this version')
  .action(async () => (await import('./commands/migrate.ts')).migrate());

program
  .command('token')
  .description('manage API tokens')
  .command('create')
  .description('make a token on the server at ASSAY_URL and print it once')
  .requiredOption('--name <name>', 'what the token is for')
  .option('--role <role>', 'admin, data_quality, analyst, business or catalog', 'data_quality')
  .option('--project <code>', 'the project it works in; without it, every project')
  .option('--expires <time>', 'when it stops working, ISO 8601: 2027-01-31T00:00:00Z')
  .option('--global-admin', 'may also create projects and manage every token')
  .action(async (options) => (await import('./commands/create-token.ts')).createToken(options));

program
  .command('profile')
  .description('profile local files with no server: folders, files or globs of CSV, Parquet, JSON')
  .argument('<path...>')
  .option('--json', 'print everything as JSON', false)
  .action(async (paths: string[], options: { json: boolean }) =>
    (await import('./commands/profile.ts')).profile(paths, options),
  );

program.parseAsync().catch(async (error) => (await import('./report-failure.ts')).reportFailure(error));
