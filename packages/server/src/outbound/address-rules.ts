/** Which IP addresses are public: the rest belongs to this machine, its network or its cloud, and is not for users to call. */
import { BlockList, isIP, isIPv6 } from 'node:net';

type Range = readonly [network: string, prefix: number];

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast. Metadata services are link-local. */
const SPECIAL_IPV4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Of IPv6 only this is handed out to the public Internet: loopback, unique local, NAT64 and the rest lie outside. */
const GLOBAL_IPV6: Range = ['2000::', 3];
/** https://www.iana.org/assignments/iana-ipv6-special-registry: inside it, with tunnels that hide an IPv4 address. */
const SPECIAL_IPV6: readonly Range[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
const MAPPED_IPV4: Range = ['::ffff:0:0', 96];

const listOf = (type: 'ipv4' | 'ipv6', ranges: readonly Range[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, type);
  return list;
};
const specialIpv4 = listOf('ipv4', SPECIAL_IPV4);
const globalIpv6 = listOf('ipv6', [GLOBAL_IPV6]);
const specialIpv6 = listOf('ipv6', SPECIAL_IPV6);
const mappedIpv4 = listOf('ipv6', [MAPPED_IPV4]);

/** False also for what is no IP address at all. A zone (`fe80::1%eth0`) does not help. */
export function isPublicAddress(address: string): boolean {
  const bare = address.split('%')[0] ?? '';
  if (isIP(bare) === 0) return false;
  if (!isIPv6(bare)) return !specialIpv4.check(bare, 'ipv4');
  if (mappedIpv4.check(bare, 'ipv6')) return isPublicAddress(mappedPart(bare));
  return globalIpv6.check(bare, 'ipv6') && !specialIpv6.check(bare, 'ipv6');
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` both hold 127.0.0.1; URL spells the address in its one short form. */
function mappedPart(address: string): string {
  const [high = '0', low = '0'] = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(-2);
  const bits = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}
