/** Child process of `test-run`. */
import { runStep } from '../step.ts';
import { assayRun } from './assay-run.ts';
import { oneScan } from './one-scan.ts';
import { statementPerTest } from './statement-per-test.ts';

await runStep({ assay: assayRun, 'one-scan': oneScan, 'statement-per-test': statementPerTest });
