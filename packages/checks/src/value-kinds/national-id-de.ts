import { passesMod11And10 } from './check-digits.ts';
import type { ValueRecogniser } from './value-kind.ts';

/** Eleven digits, alone or as the tax office prints them. */
const WRITTEN = /^[1-9]\d{10}$|^[1-9]\d \d{3} \d{3} \d{3}$/;

/** Of the first ten digits exactly one comes twice or three times, the others at most once (139b AO). */
function repeatsOneDigit(digits: string): boolean {
  const counts = Array<number>(10).fill(0);
  for (const each of digits.slice(0, 10)) counts[Number(each)] = (counts[Number(each)] as number) + 1;
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] as number) <= 3;
}

export const nationalIdDe: ValueRecogniser = {
  kind: 'national_id_de',
  title: 'German tax identification numbers',
  recognises: (text) => {
    if (!WRITTEN.test(text)) return false;
    const digits = text.replaceAll(' ', '');
    return repeatsOneDigit(digits) && passesMod11And10(digits);
  },
  examples: {
    yes: ['86095742719', '47036892816', '65929970489', '86 095 742 719'],
    no: ['86095742710', '11111111111', '01234567890', '8609574271', '12345678901', ''],
  },
};
