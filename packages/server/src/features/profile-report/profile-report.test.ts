import { createClient } from '@assay/contract';
import { expect, it } from 'vitest';
import {
  CUSTOMERS,
  clientOf,
  filesGroup,
  ORDERS,
  profile,
} from '../profiling-runs/testing/profiling-fixture.ts';
import { describeServers } from '../testing/server-for-test.ts';

describeServers('the report of a profiling run', (server) => {
  it('is a page of its own under a policy that lets it load nothing', async () => {
    const { client, url, token } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS, orders: ORDERS });
    const { id } = await profile(server(), tableGroupId);
    const response = await fetch(`${url}/api/v1/profiling-runs/${id}/report.html`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    const page = await response.text();
    expect(page).toMatch(/^<!doctype html>/);
    for (const name of ['customers', 'signed_up', 'amount', 'person.10@example.org'])
      expect([name, page.includes(name)]).toEqual([name, true]);
    expect((await client.getProfileReport({ job_id: id })).slice(0, 200)).toBe(page.slice(0, 200));
  });

  it('hides values of personal data from who may not see them', async () => {
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const analyst = await clientOf(server(), 'analyst');
    const page = await analyst.getProfileReport({ job_id });
    expect(page).not.toContain('@example.org');
    expect(page).toContain('Values of columns with personal data are hidden.');
    expect(page).toContain('closed');
  });

  it('leaves out what people dismissed', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), { customers: CUSTOMERS });
    const { id: job_id } = await profile(server(), tableGroupId);
    const { items } = await client.listHygieneIssues({ job_id, type: 'Non_Standard_Blanks' });
    const [blanks] = items;
    expect(await client.getProfileReport({ job_id })).toContain(blanks!.suggestion);
    await client.updateHygieneIssue({ hygiene_issue_id: blanks!.id, body: { disposition: 'Dismissed' } });
    const page = await client.getProfileReport({ job_id });
    expect(page).not.toContain(blanks!.suggestion);
    expect(page).toContain('1 dismissed or muted issue not listed');
  });

  it('writes names of a hostile table as text', async () => {
    const { client } = server();
    const { tableGroupId } = await filesGroup(server(), {
      hostile: [
        'id,"<script>alert(1)</script>"',
        ...Array.from({ length: 9 }, (_, i) => `${i},"<img src=x onerror=y>"`),
      ],
    });
    const { id: job_id } = await profile(server(), tableGroupId);
    const page = await client.getProfileReport({ job_id });
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toMatch(/<script|<img/);
  });

  it('is refused until the run has completed, and looks missing to who may not see it', async () => {
    const { client, url } = server();
    const { tableGroupId } = await filesGroup(server(), { broken: ['a,b', '"never closed,3', '4,5'] });
    const { id: job_id } = await profile(server(), tableGroupId);
    const refused = await client.getProfileReport({ job_id }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 409, errors: [{ code: 'run_not_completed' }] });
    expect(String(refused)).toContain('is error, not completed');
    const reader = await clientOf(server(), 'catalog');
    await expect(reader.getProfileReport({ job_id })).rejects.toMatchObject({ status: 404 });
    await expect(createClient({ url }).getProfileReport({ job_id })).rejects.toMatchObject({ status: 401 });
  });
});
