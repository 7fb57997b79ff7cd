import { describe, expect, it } from 'vitest';
import { allowedAddresses, type OutboundPolicy, OutboundRefusedError, refusalOf } from './outbound-policy.ts';

const STRICT: OutboundPolicy = { allowedHosts: [] };
const PUBLIC = { address: '93.184.215.14', family: 4 };
const PRIVATE = { address: '10.0.0.5', family: 4 };

describe('an address that a user chose', () => {
  it.each(['https://hooks.example.org/assay', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]/'])(
    'may be called: %s',
    (url) => {
      expect(refusalOf(new URL(url), STRICT)).toBeNull();
    },
  );

  it.each([
    ['http://hooks.example.org/', /https:/],
    ['https://localhost/', /localhost/],
    ['https://localhost./', /localhost/],
    ['https://127.0.0.1/', /127\.0\.0\.1/],
    // Other spellings of 127.0.0.1 and of the metadata service.
    ['https://2130706433/', /127\.0\.0\.1/],
    ['https://0x7f.1/', /127\.0\.0\.1/],
    ['https://0177.0.0.1/', /127\.0\.0\.1/],
    ['https://0xa9fea9fe/', /169\.254\.169\.254/],
    ['https://[::1]/', /::1/],
    ['https://[::ffff:10.0.0.1]/', /::ffff:a00:1/],
    ['https://①②⑦.⓪.⓪.①/', /127\.0\.0\.1/],
  ])('may not be called: %s', (url, says) => {
    expect(refusalOf(new URL(url), STRICT)).toMatch(says);
    expect(refusalOf(new URL(url), STRICT)).toContain('ASSAY_ALLOW_PRIVATE_WEBHOOKS');
  });

  it('may be called when the server allows its host, by http and at home', () => {
    const policy = { allowedHosts: ['hooks.internal', '127.0.0.1', '::1'] };
    for (const url of [
      'http://hooks.internal/',
      'http://HOOKS.internal./',
      'http://127.1:8080/',
      'http://[::1]/',
    ]) {
      expect([url, refusalOf(new URL(url), policy)]).toEqual([url, null]);
    }
    expect(refusalOf(new URL('http://other.internal/'), policy)).not.toBeNull();
    expect(refusalOf(new URL('http://10.0.0.1/'), { allowedHosts: 'all' })).toBeNull();
  });
});

describe('a name', () => {
  const url = new URL('https://hooks.example.org/');

  it('leads to the addresses that were checked', async () => {
    expect(await allowedAddresses(url, STRICT, async () => [PUBLIC])).toEqual([PUBLIC]);
  });

  it('is refused when one of its addresses is private, and does not tell which', async () => {
    const refused = allowedAddresses(url, STRICT, async () => [PUBLIC, PRIVATE]);
    await expect(refused).rejects.toBeInstanceOf(OutboundRefusedError);
    await expect(refused).rejects.toThrow(/^(?!.*10\.0\.0\.5).*not public/);
  });

  it('may lead home when the server allows it', async () => {
    const policy = { allowedHosts: ['hooks.example.org'] };
    expect(await allowedAddresses(url, policy, async () => [PRIVATE])).toEqual([PRIVATE]);
  });

  it('is refused when it does not resolve', async () => {
    const failing = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    await expect(allowedAddresses(url, STRICT, failing)).rejects.toThrow(/does not resolve/);
    await expect(allowedAddresses(url, STRICT, async () => [])).rejects.toThrow(/does not resolve/);
  });

  it('is not asked for when the URL holds an address', async () => {
    const never = async () => {
      throw new Error('it was');
    };
    const literal = new URL('https://8.8.8.8/');
    expect(await allowedAddresses(literal, STRICT, never)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });
});
