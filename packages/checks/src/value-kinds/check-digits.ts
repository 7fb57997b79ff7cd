/** Check digits of the standards that identifiers of people and accounts are built with. Input is digits alone. */

const digit = (text: string, index: number): number => text.charCodeAt(index) - 48;

/** ISO/IEC 7812-1 annex B: every second digit from the right counts double, the sum is a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, doubled = false; index >= 0; index -= 1, doubled = !doubled) {
    const value = digit(digits, index) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Remainder of a number of any length. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0;
  for (let index = 0; index < digits.length; index += 1) rest = (rest * 10 + digit(digits, index)) % divisor;
  return rest;
}

/** ISO/IEC 7064, MOD 97-10: letters count as 10 to 35, the whole leaves 1. */
export const passesMod97 = (text: string): boolean =>
  remainder(
    text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)),
    97,
  ) === 1;

/** ISO/IEC 7064, MOD 11,10: one check digit at the end. */
export function passesMod11And10(digits: string): boolean {
  let product = 10;
  for (let index = 0; index < digits.length - 1; index += 1) {
    const sum = (digit(digits, index) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digit(digits, digits.length - 1);
}

/** Sum of digits, each times its weight. */
export const weightedSum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * digit(digits, index), 0);

/** Multiplication in the dihedral group D5, row by column. */
const PRODUCTS = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
/** The permutation of a digit by its place from the right, modulo eight. */
const PERMUTATIONS = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff (1969), Error Detecting Decimal Codes: finds every swap of neighbours and every single wrong digit. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const value = digit(digits, digits.length - 1 - place);
    check = digit(PRODUCTS[check] as string, digit(PERMUTATIONS[place % 8] as string, value));
  }
  return check === 0;
}
