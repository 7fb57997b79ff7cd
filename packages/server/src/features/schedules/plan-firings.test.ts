import type { CatchUp } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { MOST_CAUGHT_UP, planFirings } from './plan-firings.ts';

const HOURLY = { cron: '0 * * * *', timeZone: 'UTC' };

/** Times of one day, without the day. */
function plan(catchUp: CatchUp, dueAt: string, now: string, timing = HOURLY) {
  const day = (time: string) => new Date(`2026-03-02T${time}Z`);
  const { fire, missedCount, next } = planFirings({ ...timing, catchUp, dueAt: day(dueAt) }, day(now));
  const time = (at: Date) => at.toISOString().slice(11, 16);
  return { fire: fire.map(time), missedCount, next: next && time(next) };
}

describe('a schedule that is due', () => {
  it.each<CatchUp>(['none', 'one', 'all'])('fires once when it is on time (catch_up %s)', (catchUp) => {
    const once = { fire: ['05:00'], missedCount: 0, next: '06:00' };
    expect(plan(catchUp, '05:00:00', '05:00:00')).toEqual(once);
    expect(plan(catchUp, '05:00:00', '05:00:59.999')).toEqual(once);
  });

  describe('and late', () => {
    it('is left out by none', () => {
      expect(plan('none', '05:00:00', '05:01:00')).toEqual({ fire: [], missedCount: 1, next: '06:00' });
      expect(plan('none', '02:00:00', '05:30:00')).toEqual({ fire: [], missedCount: 4, next: '06:00' });
    });

    it('fires by none for what is on time all the same', () => {
      expect(plan('none', '02:00:00', '05:00:20')).toEqual({
        fire: ['05:00'],
        missedCount: 3,
        next: '06:00',
      });
    });

    it('fires by one once for all, with the moment that was due first', () => {
      expect(plan('one', '02:00:00', '05:30:00')).toEqual({ fire: ['02:00'], missedCount: 3, next: '06:00' });
    });

    it('fires by all for each, the oldest first', () => {
      const each = { fire: ['02:00', '03:00', '04:00', '05:00'], missedCount: 0, next: '06:00' };
      expect(plan('all', '02:00:00', '05:30:00')).toEqual(each);
    });
  });

  it('makes up for a hundred firings at most, and counts no more', () => {
    const minutely = { cron: '* * * * *', timeZone: 'UTC' };
    const late = { ...minutely, dueAt: new Date('2020-01-01T00:00:00Z') };
    const now = new Date('2026-01-01T00:00:30Z');
    const all = planFirings({ ...late, catchUp: 'all' }, now);
    expect(all.fire).toHaveLength(MOST_CAUGHT_UP);
    expect(all.fire.at(0)).toEqual(late.dueAt);
    expect(all.fire.at(-1)).toEqual(new Date('2020-01-01T01:39:00Z'));
    expect(all.next).toEqual(new Date('2026-01-01T00:01:00Z'));
    const none = planFirings({ ...late, catchUp: 'none' }, now);
    expect(none).toMatchObject({ fire: [new Date('2026-01-01T00:00:00Z')], missedCount: MOST_CAUGHT_UP });
  });

  it('fires a minute that comes every minute each time, also when each is a little late', () => {
    const minutely = { cron: '* * * * *', timeZone: 'UTC' };
    expect(plan('none', '05:00:00', '05:00:59', minutely)).toEqual({
      fire: ['05:00'],
      missedCount: 0,
      next: '05:01',
    });
    expect(plan('none', '05:00:00', '05:01:01', minutely)).toEqual({
      fire: ['05:01'],
      missedCount: 1,
      next: '05:02',
    });
  });
});
