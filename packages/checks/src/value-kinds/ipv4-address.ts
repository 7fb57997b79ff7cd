import type { ValueRecogniser } from './value-kind.ts';

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = new RegExp(`^(?!0\\.)${OCTET}(\\.${OCTET}){3}(/([12]?\\d|3[0-2]))?$`);

export const ipv4Address: ValueRecogniser = {
  kind: 'ipv4',
  title: 'IPv4 addresses',
  recognises: (text) => ADDRESS.test(text),
  examples: {
    yes: ['192.168.1.20', '8.8.8.8', '255.255.255.255', '10.0.0.0/8'],
    no: ['256.1.1.1', '1.2.3', '1.2.3.4.5', '10.0.19041.1', '01.2.3.4', '0.0.0.1', '1,2,3,4', ''],
  },
};
