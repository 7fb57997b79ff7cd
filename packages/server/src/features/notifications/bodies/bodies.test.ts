/** What people see, word for word: the files in golden/ are to be read. */
import { describe, expect, it } from 'vitest';
import { givenEvent, givenGate, givenTestRun } from '../testing/given-events.ts';
import { emailBody } from './email-body.ts';
import { composeMessage } from './message.ts';
import { slackBody } from './slack-body.ts';
import { teamsBody } from './teams-body.ts';
import { webhookBody } from './webhook-body.ts';

const failing = givenEvent('run.finished', givenTestRun());
const canceled = givenEvent(
  'run.finished',
  givenTestRun(
    { tests: null, changes: null, findings: [], score: { now: null, before: 0.99 } },
    { status: 'canceled', error_message: 'Canceled by Nightly pipeline.' },
  ),
);
const dropped = givenEvent('score.dropped', givenTestRun());
const gate = givenEvent('gate.failed', givenGate());

const one = composeMessage([failing], false);
const group = composeMessage([failing, canceled, dropped, gate], false);
const pretty = (body: string) => `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
const golden = (name: string) => `./golden/${name}`;

describe('messages', () => {
  it('of one event', async () => {
    await expect(pretty(slackBody(one))).toMatchFileSnapshot(golden('slack-run.golden.json'));
    await expect(pretty(teamsBody(one))).toMatchFileSnapshot(golden('teams-run.golden.json'));
    const mail = emailBody(one);
    await expect(`${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(golden('email-run.golden.txt'));
    await expect(mail.html).toMatchFileSnapshot(golden('email-run.golden.html'));
    await expect(pretty(webhookBody([failing], { grouped: false, test: false }))).toMatchFileSnapshot(
      golden('webhook-run.golden.json'),
    );
  });

  it('of several events', async () => {
    await expect(pretty(slackBody(group))).toMatchFileSnapshot(golden('slack-group.golden.json'));
    await expect(pretty(teamsBody(group))).toMatchFileSnapshot(golden('teams-group.golden.json'));
    const mail = emailBody(group);
    await expect(`${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(golden('email-group.golden.txt'));
  });

  it('say of a test that it is one', () => {
    expect(composeMessage([failing], true).title).toMatch(/^Test message: /);
    expect(JSON.parse(webhookBody([failing], { grouped: false, test: true }))).toMatchObject({ test: true });
  });

  it('do not let names become markup, links or alarms', () => {
    const name = '<!channel> *b* [x](https://evil.example) <img src=x>';
    const hostile = composeMessage(
      [givenEvent('run.finished', givenTestRun({ test_suite: { id: 'x', name } }))],
      false,
    );
    const { text, blocks } = JSON.parse(slackBody(hostile));
    // A header is plain text, in which nothing rings or links.
    const marked = JSON.stringify([text, blocks.filter(({ type }: { type: string }) => type !== 'header')]);
    expect(marked).toContain('&lt;!channel&gt;');
    expect(marked).not.toContain('<!channel>');
    expect(JSON.parse(teamsBody(hostile)).attachments[0].content.body[0].text).toContain('\\[x\\]\\(');
    expect(emailBody(hostile).html).not.toContain('<img');
  });

  it('stay within what Slack and Teams take, however much happened', () => {
    const long = 'n'.repeat(200);
    const finding = { type: long, table: long, column: long, status: 'Failed', new: true };
    const data = givenTestRun({
      findings: Array.from({ length: 20 }, () => finding),
      findings_left_out: 980,
    });
    const flood = composeMessage(
      Array.from({ length: 100 }, () => givenEvent('run.finished', data)),
      false,
    );
    const { blocks } = JSON.parse(slackBody(flood));
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) expect(JSON.stringify(block.text ?? '').length).toBeLessThan(3100);
    expect(Buffer.byteLength(teamsBody(flood))).toBeLessThan(28_000);
    expect(JSON.stringify(blocks.at(-1))).toContain('and 88 more events');
  });

  it('have no link when the server does not know its own address', () => {
    const relative = givenTestRun({ links: { job: '/api/v1/jobs/x', run: '/api/v1/test-runs/x' } });
    const message = composeMessage([givenEvent('run.finished', relative)], false);
    expect(message.sections[0]?.link).toBeNull();
    expect(JSON.parse(teamsBody(message)).attachments[0].content.actions).toEqual([]);
  });
});

describe('a webhook that groups', () => {
  it('has one form, however many events there are', () => {
    const bodyOf = (events: (typeof failing)[]) =>
      JSON.parse(webhookBody(events, { grouped: true, test: false }));
    expect(bodyOf([failing])).toEqual({
      type: 'events.group',
      timestamp: failing.timestamp,
      data: { events: [failing] },
    });
    expect(bodyOf([failing, gate]).data.events).toHaveLength(2);
  });
});
