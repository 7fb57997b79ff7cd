/** Schedules over several servers that come and go. */
import { describePostgres } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from './support/assay-process.ts';
import { makePlaces, type ShopPlaces, writeShopFiles } from './support/shop.ts';

const SCHEDULES = 12;

describePostgres('schedules of several servers', () => {
  let home: AssayHome;
  let places: ShopPlaces;
  const running: AssayProcess[] = [];
  beforeAll(async () => {
    home = await makeHome('postgresql');
    writeShopFiles(home.files);
  });
  afterAll(async () => {
    for (const assay of running) await assay.kill();
    await home.remove();
  });
  const start = async () => {
    const assay = await startAssay(home);
    running.push(assay);
    return assay;
  };
  const make = ({ client }: AssayProcess, at: number) =>
    client.createSchedule({
      project_code: places.projectCode,
      body: {
        ...{ job_key: 'run-profile', table_group_id: places.tableGroupId, overlap: 'queue' },
        // One each four years, so that only what this test makes due is due.
        ...{ cron: `${at} 5 29 2 *`, time_zone: 'Europe/Berlin', catch_up: at % 2 === 0 ? 'one' : 'none' },
      },
    });

  it('make up once for what came while all of them were away', async () => {
    const first = await start();
    places = await makePlaces(first.client, { type: 'files', config: { path: home.files } });
    for (let at = 0; at < SCHEDULES; at++) await make(first, at);
    await first.kill();
    await home.database?.query(`UPDATE schedule SET next_fire_at = now() - interval '2 hours'`);

    const [one, two] = await Promise.all([start(), start()]);
    const schedules = async () =>
      (await one.client.listSchedules({ project_code: places.projectCode, limit: 100 })).items;
    const ended = async () =>
      (await schedules()).map(({ last_firing: last }) => last?.job_status ?? last?.outcome);
    const expected = Array.from({ length: SCHEDULES }, (_, at) => (at % 2 === 0 ? 'completed' : 'missed'));
    await expect.poll(ended, { timeout: 60_000, interval: 200 }).toEqual(expected);

    const { items: jobs } = await two.client.listJobs({ project_code: places.projectCode, limit: 100 });
    expect(jobs).toHaveLength(SCHEDULES / 2);
    expect(new Set(jobs.map(({ source }) => source))).toEqual(new Set(['scheduler']));
    const made = (await schedules()).flatMap(({ last_firing: last }) => last?.job_id ?? []);
    expect(made.sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it('go on when one of them is killed', async () => {
    const [, one, two] = running as [AssayProcess, AssayProcess, AssayProcess];
    const schedule = await make(one, SCHEDULES);
    await one.kill();
    await home.database?.query(`UPDATE schedule SET next_fire_at = now() WHERE id = $1`, [schedule.id]);
    const last = async () => (await two.client.getSchedule({ schedule_id: schedule.id })).last_firing;
    await expect.poll(last, { timeout: 30_000, interval: 200 }).toMatchObject({ job_status: 'completed' });
  });
});
