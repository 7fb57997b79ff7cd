#!/usr/bin/env node
/** The `assay` command. Each command loads what it needs when it runs, so that `--help` is instant. */
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { VERSION } from './version.ts';

// Half of the processor time of a start is the compilation of modules, which are the same each time.
enableCompileCache();

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
  .command('doctor')
  .description('look at settings, store, disk, keys and workers, and say what to do')
  .option('--connections', 'also try every stored connection', false)
  .option('--json', 'print the findings as JSON', false)
  .addHelpText('after', '\nExit codes: 0 nothing failed, 1 something failed.')
  .action(async (options: { connections: boolean; json: boolean }) =>
    (await import('./commands/doctor.ts')).doctor(options),
  );

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

const verdictOptions = (command: Command): Command =>
  command
    .option(
      '--gate <id>',
      'the gate that judges; without it that of the suite or table group, or the defaults',
    )
    .option('--timeout <seconds>', 'stop waiting after so long (exit code 5); the run goes on')
    .option('--format <format>', 'text, json, junit or github', 'text')
    .option('--output <file>', 'write that format to a file, and text to the terminal')
    .addHelpText(
      'after',
      '\nExit codes: 0 passed, 1 failed, 2 called wrongly, 3 error, 4 canceled, 5 time over.',
    );
const runOptions = (command: Command): Command =>
  verdictOptions(command)
    .option('--deadline <time>', 'when the run must have completed: 30m, PT1H30M, or a time with its zone')
    .option('--cancel-on-interrupt', 'Ctrl-C and SIGTERM cancel the run instead of leaving it', false)
    .option('--no-wait', 'print the id of the job and end');

const run = program.command('run').description('submit a run, wait for it, and end with its verdict');
runOptions(run.command('tests').description('run the tests of a suite'))
  .requiredOption('--suite <id>', 'the test suite')
  .action((options) => verdict(async () => (await import('./commands/run.ts')).runTests(options)));
runOptions(run.command('profile').description('profile a table group'))
  .requiredOption('--table-group <id>', 'the table group')
  .option('--changed-only', 'read only tables that have changed', false)
  .action((options) => verdict(async () => (await import('./commands/run.ts')).runProfile(options)));

verdictOptions(program.command('wait').description('wait for a run, and end with its verdict'))
  .argument('<job>', 'the id of the job')
  .action((job: string, options) =>
    verdict(async () => (await import('./commands/wait.ts')).wait(job, options)),
  );

program
  .command('gate')
  .description('ask gates')
  .command('evaluate')
  .description('judge the latest runs of what a gate belongs to, and end with the verdict')
  .argument('<gate>', 'the id of the gate')
  .option('--job <id>', 'judge this run')
  .option('--json', 'print the verdict as JSON', false)
  .action((gate: string, options: { job?: string; json: boolean }) =>
    verdict(async () => (await import('./commands/evaluate-gate.ts')).evaluateGate(gate, options)),
  );

/** Commands that end with a verdict have exit codes of their own: 1 must mean that the data are bad, and nothing else. */
async function verdict(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const { exitCodeOfFailure } = await import('./pipeline/exit-code.ts');
    const { reportFailure } = await import('./report-failure.ts');
    reportFailure(error, exitCodeOfFailure(error));
  }
}

program.parseAsync().catch(async (error) => (await import('./report-failure.ts')).reportFailure(error));
