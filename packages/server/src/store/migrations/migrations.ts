/** All migrations, oldest first. Append only: a released one is never changed, its successor corrects it. */
import { jobs } from './0001-jobs.ts';
import { projects } from './0002-projects.ts';
import { catalog } from './0003-catalog.ts';
import { profiling } from './0004-profiling.ts';
import { tests } from './0005-tests.ts';
import { profileFacts } from './0006-profile-facts.ts';
import { portableTests } from './0007-portable-tests.ts';
import { capturedRows } from './0008-captured-rows.ts';
import { testFacts } from './0009-test-facts.ts';
import { prediction } from './0010-prediction.ts';
import { freshness } from './0011-freshness.ts';
import { monitors } from './0012-monitors.ts';
import { schedules } from './0013-schedules.ts';
import { testNotes } from './0014-test-notes.ts';
import { mutationChecks } from './0015-mutation-checks.ts';
import { gates } from './0016-gates.ts';
import { notifications } from './0017-notifications.ts';
import { jobLog } from './0018-job-log.ts';
import { concurrencyLimits } from './0019-concurrency-limits.ts';
import { lifetimes } from './0020-lifetimes.ts';
import { joinedRequests } from './0021-joined-requests.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  jobs,
  projects,
  catalog,
  profiling,
  tests,
  profileFacts,
  portableTests,
  capturedRows,
  testFacts,
  prediction,
  freshness,
  monitors,
  schedules,
  testNotes,
  mutationChecks,
  gates,
  notifications,
  jobLog,
  concurrencyLimits,
  lifetimes,
  joinedRequests,
];
