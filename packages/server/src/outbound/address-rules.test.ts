import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address-rules.ts';

describe('an address', () => {
  it.each([
    ['8.8.8.8', 'a public one'],
    ['172.15.255.255', 'just below a private range'],
    ['172.32.0.0', 'just above it'],
    ['100.63.255.255', 'just below carrier NAT'],
    ['2606:4700:4700::1111', 'a public one of IPv6'],
    ['::ffff:8.8.8.8', 'a public one, mapped'],
  ])('is public: %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['0.0.0.0', 'this machine'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier NAT'],
    ['100.100.100.200', 'metadata of Alibaba Cloud'],
    ['169.254.169.254', 'metadata of most clouds'],
    ['169.254.170.2', 'metadata of containers'],
    ['192.0.0.192', 'metadata of Oracle Cloud'],
    ['192.0.2.1', 'documentation'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'this machine'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'loopback, mapped'],
    ['::ffff:7f00:1', 'loopback, mapped, in hexadecimal'],
    ['0:0:0:0:0:ffff:a9fe:a9fe', 'metadata, mapped, written out'],
    ['64:ff9b::7f00:1', 'loopback behind NAT64'],
    ['2002:7f00:1::', 'loopback in a 6to4 tunnel'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['localhost', 'a name'],
    ['', 'nothing'],
  ])('is not public: %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is as public mapped to IPv6 as it is by itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});
