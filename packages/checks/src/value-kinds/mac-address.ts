import type { ValueRecogniser } from './value-kind.ts';

/** Pairs with one separator, or three groups of four with dots; twelve bare digits may be anything. */
const ADDRESS = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(\1[0-9a-f]{2}){4}$|^[0-9a-f]{4}(\.[0-9a-f]{4}){2}$/i;

export const macAddress: ValueRecogniser = {
  kind: 'mac_address',
  title: 'MAC addresses',
  recognises: (text) => ADDRESS.test(text),
  examples: {
    yes: ['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e', '001a.2b3c.4d5e'],
    no: ['00:1A:2B:3C:4D', '00:1A-2B:3C:4D:5E', '001A2B3C4D5E', '00:1A:2B:3C:4D:5G', '10:20:30', ''],
  },
};
