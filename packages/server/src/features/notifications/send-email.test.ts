import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_SMTP, sendEmail } from './send-email.ts';
import { type MailReceiver, startMailReceiver } from './testing/mail-receiver.ts';

const FROM = 'Assay <assay@example.org>';
const MESSAGE = {
  id: '019c9fa2-bbbb-7aaa-8bbb-ac1d2e3f4a5b',
  recipients: ['ann@example.org', 'bob@example.org'],
  body: { subject: '[Assay] Tests failed', text: 'two failed', html: '<p>two failed</p>' },
};

let receiver: MailReceiver | undefined;
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});
const start = async (options: Parameters<typeof startMailReceiver>[0]) => {
  receiver = await startMailReceiver(options);
  return receiver;
};
const plain = { disabledCommands: ['STARTTLS', 'AUTH'] as ['STARTTLS', 'AUTH'] };

describe('a mail', () => {
  it('goes to its recipients with text and page, and the same Message-ID at every attempt', async () => {
    const { port, mails } = await start(plain);
    const smtp = { url: `smtp://127.0.0.1:${port}`, from: FROM };
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect(await sendEmail(MESSAGE, smtp)).toMatchObject({ error: null, statusCode: null });
    }
    expect(mails).toHaveLength(2);
    for (const { recipients, source } of mails) {
      expect(recipients).toEqual(MESSAGE.recipients);
      expect(source).toContain(`Message-ID: <${MESSAGE.id}@example.org>`);
      expect(source).toContain('Subject: [Assay] Tests failed');
      expect(source).toContain('Auto-Submitted: auto-generated');
      for (const part of ['text/plain', 'text/html']) expect(source).toContain(part);
    }
  });

  it('is sent when some recipients are refused, and says whom', async () => {
    const { port, mails } = await start(plain);
    const smtp = { url: `smtp://127.0.0.1:${port}`, from: FROM };
    const result = await sendEmail(
      { ...MESSAGE, recipients: ['ann@example.org', 'nobody@example.org'] },
      smtp,
    );
    expect(result).toMatchObject({ error: null, response: expect.stringContaining('nobody@example.org') });
    expect(mails[0]?.recipients).toEqual(['ann@example.org']);
    const refused = await sendEmail({ ...MESSAGE, recipients: ['nobody@example.org'] }, smtp);
    expect(refused.error).toMatch(
      /^The mail server refused the sender or every recipient\. It answered 550\.$/,
    );
  });

  it('cannot carry a header in its subject', async () => {
    const { port, mails } = await start(plain);
    const smtp = { url: `smtp://127.0.0.1:${port}`, from: FROM };
    await sendEmail({ ...MESSAGE, body: { ...MESSAGE.body, subject: 'a\r\nBcc: eve@example.org' } }, smtp);
    expect(mails[0]?.source).not.toMatch(/^Bcc:/m);
  });

  it('is not sent where the certificate cannot be verified', async () => {
    const { port, mails } = await start(ownCertificate());
    const result = await sendEmail(MESSAGE, { url: `smtp://127.0.0.1:${port}?requireTLS=true`, from: FROM });
    expect(result.error).toMatch(/certificate cannot be verified/);
    expect(mails).toEqual([]);
  });

  it('is not sent in clear where encryption is demanded', async () => {
    const { port, mails } = await start(plain);
    const result = await sendEmail(MESSAGE, { url: `smtp://127.0.0.1:${port}?requireTLS=true`, from: FROM });
    expect(result.error).toMatch(/no encryption|unexpected|cannot be verified/);
    expect(mails).toEqual([]);
  });

  it.each(['smtp', 'smtps'])('is sent encrypted and with a password by %s', async (protocol) => {
    const { key, cert } = ownCertificate();
    const { port, mails } = await start({ key, cert, secure: protocol === 'smtps' });
    const url = (password: string) =>
      `${protocol}://assay:${password}@127.0.0.1:${port}/?requireTLS=true&tls.ca=${encodeURIComponent(cert)}`;
    expect(await sendEmail(MESSAGE, { url: url('correct'), from: FROM })).toMatchObject({ error: null });
    expect(mails).toMatchObject([{ encrypted: true, user: 'assay' }]);
    const refused = await sendEmail(MESSAGE, { url: url('hunter2'), from: FROM });
    expect(refused.error).toBe('The mail server refused user and password. It answered 535.');
  });

  it('is given up at once when the process stops', async () => {
    // Takes the mail and never says so.
    const { port } = await start({ ...plain, onData: () => undefined });
    const stop = new AbortController();
    const smtp = { url: `smtp://127.0.0.1:${port}`, from: FROM };
    const sending = sendEmail(MESSAGE, smtp, stop.signal);
    const reason = new Error('the process stops');
    setTimeout(() => stop.abort(reason), 100);
    await expect(sending).rejects.toBe(reason);
  });

  it('fails in words when the server is not there, and when none is set', async () => {
    const { port } = await start(plain);
    await receiver?.close();
    const result = await sendEmail(MESSAGE, { url: `smtp://127.0.0.1:${port}`, from: FROM });
    expect(result.error).toMatch(/cannot be reached|broke off/);
    expect(await sendEmail(MESSAGE, null)).toMatchObject({ error: NO_SMTP });
  });
});

/** A certificate of this machine that signs itself. */
function ownCertificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject],
    {
      stdio: 'ignore',
    },
  );
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}
