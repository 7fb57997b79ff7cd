import { remainder } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/**
 * Registration number of INSEE: sex, year, month (20 to 42 and from 50 where the register does not know it),
 * department, municipality, serial, and a key of two digits: 97 minus the number modulo 97. The departments of Corsica count
 * as 19 (2A) and 18 (2B).
 */
const NUMBER = /^[1-478]\d{2}(0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)(\d{2}|2[AB])\d{6}\d{2}$/i;
const WRITTEN = /^[0-9AB]{15}$|^\d \d{2} \d{2} [0-9AB]{2} \d{3} \d{3} \d{2}$/i;

export const nationalIdFr: ValueRecogniser = {
  kind: 'national_id_fr',
  title: 'French social security numbers',
  recognises: (text) => {
    const number = text.replaceAll(' ', '');
    if (!WRITTEN.test(text) || !NUMBER.test(number)) return false;
    const body = number.slice(0, 13).replace(/2A/i, '19').replace(/2B/i, '18');
    return 97 - remainder(body, 97) === Number(number.slice(13));
  },
  examples: {
    yes: ['255081416802538', '2 55 08 14 168 025 38', '185052A00608435'],
    no: ['255081416802539', '555081416802538', '255131416802538', '25508141680253', ''],
  },
};
