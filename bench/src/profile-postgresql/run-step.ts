/** Child process of `profile-postgresql`. */
import { runStep } from '../step.ts';
import { engineProfile } from './engine-profile.ts';
import { floor } from './floor.ts';
import { queryPerColumn } from './query-per-column.ts';

await runStep({
  floor,
  pull: engineProfile('pull'),
  push: engineProfile('push'),
  'query-per-column': queryPerColumn,
});
