import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSigningSecret, signatureHeaders } from './signature.ts';

describe('a signature', () => {
  it('is the one of the specification for its example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const sentAt = new Date(1_614_265_330_000);
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt, body: '{"test": 2432232314}' };
    expect(signatureHeaders(message, [secret])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  const message = { id: '019c9fa2-bbbb', sentAt: new Date(), body: JSON.stringify({ name: 'Größe ✓' }) };

  it('is accepted by the reference library with either secret of a rotation', () => {
    const [newer, older] = [newSigningSecret(), newSigningSecret()];
    const headers = { ...signatureHeaders(message, [newer, older]) };
    for (const secret of [newer, older]) {
      expect(new Webhook(secret).verify(message.body, headers)).toEqual({ name: 'Größe ✓' });
    }
    expect(() => new Webhook(newSigningSecret()).verify(message.body, headers)).toThrow();
  });

  it('does not fit another body, id or time', () => {
    const secret = newSigningSecret();
    const headers = { ...signatureHeaders(message, [secret]) };
    const verify = (body: string, changed: Record<string, string>) =>
      new Webhook(secret).verify(body, { ...headers, ...changed });
    expect(() => verify(`${message.body} `, {})).toThrow();
    expect(() => verify(message.body, { 'webhook-id': 'other' })).toThrow();
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(() => verify(message.body, { 'webhook-timestamp': later })).toThrow();
  });
});

it('secrets have 32 bytes, none twice', () => {
  const secrets = Array.from({ length: 50 }, newSigningSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_/);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  }
});
