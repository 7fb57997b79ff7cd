/** What a result about the freshness of a table rests on. */
import { SCHEDULE_STAGES, UPDATE_FREQUENCIES } from '@assay/checks';
import { z } from 'zod';
import { count, timestamp } from './scalars.ts';

const minutes = z.number().nullable();
const hours = z.number().min(0).max(48).nullable();

export const scheduleStage = z
  .enum(SCHEDULE_STAGES)
  .describe(
    'learning: too few updates; tentative: there may be one; active: relied upon; irregular: there is none',
  );

const learnedSchedule = z
  .strictObject({
    stage: scheduleStage,
    frequency: z.enum(UPDATE_FREQUENCIES).nullable(),
    active_days: z
      .array(z.int().min(0).max(6))
      .nullable()
      .describe('Weekdays with updates, 0 = Monday; null while learning'),
    window_start: hours.describe('Hour of the day from which updates come, with a fraction'),
    window_end: hours.describe('Hour until which they come; beyond 24 on the next day'),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Share of the updates that came on active days and inside the window'),
    updates: count.describe('Updates that were looked at'),
  })
  .meta({ id: 'LearnedSchedule' });

export const freshnessFacts = z
  .strictObject({
    kind: z.literal('freshness'),
    updated: z.boolean().nullable().describe('null when there was nothing to compare with'),
    last_update_at: timestamp
      .nullable()
      .describe('The run that first saw what the table held until now; null in the first run'),
    minutes: minutes.describe('Minutes since then, without the excluded ones'),
    excluded_minutes: minutes,
    lower: minutes.describe('Fewest minutes between two updates'),
    upper: minutes.describe('Most minutes between two updates; under an active schedule, until its deadline'),
    staleness: minutes.describe(
      'After so many minutes an active schedule calls an unchanged table late, in runs that are about as rare as updates',
    ),
    time_zone: z.string(),
    schedule: learnedSchedule.nullable().describe('null for tests that learn nothing'),
  })
  .meta({ id: 'FreshnessFacts' });
