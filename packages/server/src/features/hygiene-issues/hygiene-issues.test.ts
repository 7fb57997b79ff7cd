import type { Client, HygieneIssue } from '@assay/contract';
import { expect, it } from 'vitest';
import { clientOf, filesGroup, profile, writeTable } from '../profiling-runs/testing/profiling-fixture.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

/** Half the statuses stand for nothing, and every third city begins with a blank. */
const VISITS = [
  'visit_id,status,city',
  ...Array.from({ length: 24 }, (_, i) => {
    const status = i % 2 ? 'n/a' : ['new', 'old', 'lost'][i % 3];
    return `${i + 1},${status},${i % 3 ? 'Oslo' : ' Bergen'}`;
  }),
];

const issueOf = (issues: readonly HygieneIssue[], type: string): HygieneIssue => {
  const issue = issues.find(({ issue_type }) => issue_type === type);
  if (issue === undefined) throw new Error(`${type} is not among ${issues.map((one) => one.issue_type)}`);
  return issue;
};

async function scores(client: Client, job_id: string, table_group_id: string) {
  const run = await client.getProfilingRun({ job_id });
  const catalog = await client.getCatalog({ table_group_id });
  return {
    run: run.result?.score ?? null,
    table: catalog.items[0]?.profiling_score ?? null,
    ...run.result?.issues,
  };
}

async function visits(server: TestServer) {
  const fixture = await filesGroup(server, { visits: VISITS });
  const { id } = await profile(server, fixture.tableGroupId);
  const { items } = await server.client.listHygieneIssues({ job_id: id, limit: 100 });
  return { ...fixture, id, items };
}

describeServers('hygiene issues', (server) => {
  it('are listed most certain first and filtered by every word of theirs', async () => {
    const { client } = server();
    const { id: job_id, items } = await visits(server());
    const certainty = items.map(({ likelihood }) =>
      ['Definite', 'Likely', 'Possible', 'Potential PII'].indexOf(likelihood),
    );
    expect(certainty).toEqual(certainty.toSorted((a, b) => a - b));
    const blanks = issueOf(items, 'Non_Standard_Blanks');
    expect(blanks).toMatchObject({ table: 'visits', column: 'status', disposition: null, prevalence: 0.5 });

    const filters = [
      { likelihood: [blanks.likelihood], column: 'status', type: blanks.issue_type },
      { table: 'visits', column: 'status', type: blanks.issue_type, disposition: ['undecided' as const] },
    ];
    for (const filter of filters) {
      const found = await client.listHygieneIssues({ job_id, ...filter });
      expect(found.items).toEqual([blanks]);
    }
    for (const filter of [{ table: 'other' }, { disposition: ['Confirmed' as const] }]) {
      expect(await client.listHygieneIssues({ job_id, ...filter })).toMatchObject({ total: 0 });
    }
  });

  it('leave the score when they are dismissed, come back when they are not, at once', async () => {
    const { client } = server();
    const { id, items, tableGroupId } = await visits(server());
    const before = await scores(client, id, tableGroupId);
    expect(before.table).toBeCloseTo(before.run ?? Number.NaN, 12);
    const { id: hygiene_issue_id } = issueOf(items, 'Non_Standard_Blanks');

    const dismissed = await client.updateHygieneIssue({
      hygiene_issue_id,
      body: { disposition: 'Dismissed' },
    });
    expect(dismissed.disposition).toBe('Dismissed');
    const after = await scores(client, id, tableGroupId);
    expect(after.run).toBeGreaterThan(before.run ?? 1);
    expect(after.table).toBeCloseTo(after.run ?? Number.NaN, 12);
    expect(after).toMatchObject({ dismissed: 1, definite: (before.definite ?? 0) - 1 });

    await client.updateHygieneIssue({ hygiene_issue_id, body: { disposition: 'Confirmed' } });
    expect(await scores(client, id, tableGroupId)).toEqual(before);
    await client.updateHygieneIssue({ hygiene_issue_id, body: { disposition: null } });
    expect(await scores(client, id, tableGroupId)).toEqual(before);
  });

  it('make a faultless score when all of them are dismissed', async () => {
    const { client } = server();
    const { id, items, tableGroupId } = await visits(server());
    await Promise.all(
      items.map((issue) =>
        client.updateHygieneIssue({ hygiene_issue_id: issue.id, body: { disposition: 'Dismissed' } }),
      ),
    );
    expect(await scores(client, id, tableGroupId)).toMatchObject({
      run: 1,
      table: 1,
      definite: 0,
      likely: 0,
      possible: 0,
      dismissed: items.length,
    });
  });

  it('stay muted in later runs once they are Inactive, until that is taken back; a dismissal is for one run', async () => {
    const { client } = server();
    const { items, tableGroupId } = await visits(server());
    const muted = issueOf(items, 'Non_Standard_Blanks');
    const dismissed = issueOf(items, 'Leading_Spaces');
    await client.updateHygieneIssue({ hygiene_issue_id: muted.id, body: { disposition: 'Inactive' } });
    await client.updateHygieneIssue({ hygiene_issue_id: dismissed.id, body: { disposition: 'Dismissed' } });

    const second = await profile(server(), tableGroupId);
    const found = await client.listHygieneIssues({ job_id: second.id, limit: 100 });
    const again = issueOf(found.items, muted.issue_type);
    expect(again.disposition).toBe('Inactive');
    expect(issueOf(found.items, dismissed.issue_type).disposition).toBeNull();
    expect(second.result?.issues.dismissed).toBe(1);

    await client.updateHygieneIssue({ hygiene_issue_id: again.id, body: { disposition: null } });
    const third = await profile(server(), tableGroupId);
    const last = await client.listHygieneIssues({ job_id: third.id, limit: 100 });
    expect(issueOf(last.items, muted.issue_type).disposition).toBeNull();
    expect(third.result?.issues.dismissed).toBe(0);
    expect(third.result?.score).toBeLessThan(second.result?.score ?? 0);
  });

  it('about whole rows and about several tables are scored and muted like those of one column', async () => {
    const { client } = server();
    const rows = Array.from({ length: 40 }, (_, i) => `${i + 1},${(i * 7) % 31},room ${i % 9}`);
    const { tableGroupId } = await filesGroup(server(), {
      stays: ['stay_id,nights,room', ...rows, ...rows.slice(0, 2)],
      // The same name with another type.
      rooms: ['nights,room', 'a few,room 1', 'many,room 2', 'none,room 3'],
    });
    const first = await profile(server(), tableGroupId);
    const { items } = await client.listHygieneIssues({ job_id: first.id, limit: 100 });
    const repeats = issueOf(items, 'Duplicate_Rows');
    const mixed = issueOf(items, 'Multiple_Types_Major');
    expect([repeats.column, mixed.table]).toEqual(['(table)', '(multi-table)']);
    const scoreOf = async () => {
      const { items: tables } = await client.getCatalog({ table_group_id: tableGroupId, table: 'stays' });
      return tables[0]?.profiling_score ?? Number.NaN;
    };
    const before = await scoreOf();
    for (const { id: hygiene_issue_id } of [repeats, mixed]) {
      await client.updateHygieneIssue({ hygiene_issue_id, body: { disposition: 'Inactive' } });
    }
    const after = await scoreOf();
    expect(after).toBeGreaterThan(before);

    const second = await profile(server(), tableGroupId);
    const again = await client.listHygieneIssues({ job_id: second.id, limit: 100 });
    for (const { issue_type } of [repeats, mixed]) {
      expect(issueOf(again.items, issue_type).disposition).toBe('Inactive');
    }
    expect(await scoreOf()).toBeCloseTo(after, 12);
    expect(second.result?.issues.dismissed).toBe(2);
  });

  it('about personal data quote nothing to who may not see it, not even after a decision', async () => {
    const { client } = server();
    const { tableGroupId, folder } = await filesGroup(server(), {});
    writeTable(folder, 'people', [
      'person_id,birth_date',
      ...Array.from({ length: 20 }, (_, i) => `${i + 1},18${40 + i}-03-0${(i % 9) + 1}`),
    ]);
    const { id: job_id } = await profile(server(), tableGroupId);
    const { items } = await client.listHygieneIssues({ job_id, limit: 100 });
    const quoting = issueOf(items, 'Unlikely_Date_Values');
    expect(quoting.detail).toContain('1840-03-01');

    const analyst = await clientOf(server(), 'analyst');
    const seen = await analyst.listHygieneIssues({ job_id, limit: 100 });
    expect(JSON.stringify(seen)).not.toMatch(/18[45]\d-03/);
    expect(issueOf(seen.items, 'Unlikely_Date_Values')).toMatchObject({
      facts: {},
      prevalence: quoting.prevalence,
    });
    const decided = await analyst.updateHygieneIssue({
      hygiene_issue_id: quoting.id,
      body: { disposition: 'Confirmed' },
    });
    expect(decided).toMatchObject({ disposition: 'Confirmed', facts: {} });
    expect(decided.detail).not.toContain('18');
  });

  it('are decided about by who may, and look missing to everybody else', async () => {
    const { items } = await visits(server());
    const [issue] = items;
    const looker = await clientOf(server(), 'business');
    const decision = { hygiene_issue_id: issue!.id, body: { disposition: 'Dismissed' as const } };
    await expect(looker.updateHygieneIssue(decision)).rejects.toMatchObject({ status: 404 });
  });
});
