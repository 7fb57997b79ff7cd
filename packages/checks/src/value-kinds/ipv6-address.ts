import { ipv4Address } from './ipv4-address.ts';
import type { ValueRecogniser } from './value-kind.ts';

const GROUPS = 8;
const GROUP = /^[0-9a-f]{1,4}$/i;
/** Forty-five characters hold every form of RFC 4291, a zone or prefix behind it some more. */
const LONGEST = 64;

/** Groups of 16 bits that a part between `::` stands for; null when one is malformed. */
function groupsOf(part: string): number | null {
  if (part === '') return 0;
  const groups = part.split(':');
  const last = groups.at(-1) as string;
  const endsInIpv4 = last.includes('.') && !last.includes('/') && ipv4Address.recognises(last);
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  return plain.every((group) => GROUP.test(group)) ? plain.length + (endsInIpv4 ? 2 : 0) : null;
}

export const ipv6Address: ValueRecogniser = {
  kind: 'ipv6',
  title: 'IPv6 addresses',
  recognises: (text) => {
    if (text.length > LONGEST || !text.includes(':')) return false;
    const address = text.replace(/%[0-9a-z]+$/i, '').replace(/\/(\d{1,2}|1[01]\d|12[0-8])$/, '');
    const parts = address.split('::');
    const [head, tail] = parts.map(groupsOf);
    if (parts.length > 2 || head === null || head === undefined || tail === null) return false;
    return tail === undefined ? head === GROUPS : head + tail < GROUPS && head + tail > 0;
  },
  examples: {
    yes: [
      '2001:db8:85a3:0:0:8a2e:370:7334',
      '2001:db8::1',
      'fe80::1%eth0',
      '::1',
      '::ffff:192.0.2.128',
      '2001:db8::/32',
    ],
    no: [
      '2001:db8::1::2',
      '10:20:30',
      '00:1a:2b:3c:4d:5e',
      'std::vector',
      '2001:db8:85a3:0:0:8a2e:370',
      '12345::1',
      '::',
      'key:value',
      '',
    ],
  },
};
