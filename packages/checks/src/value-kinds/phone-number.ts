import type { ValueRecogniser } from './value-kind.ts';

/** Calling codes of ITU-T E.164 in use; none begins another. */
const CALLING_CODES = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 ' +
    '90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 ' +
    '238 239 240 241 242 243 244 245 246 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 ' +
    '268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 ' +
    '382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 ' +
    '599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 850 852 853 855 856 ' +
    '870 880 886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998'
  ).split(' '),
);
/** Digits behind the calling code where numbering plans are strict: fewest and most. */
const NATIONAL_DIGITS: Readonly<Record<string, readonly [number, number]>> = {
  1: [10, 10],
  7: [10, 10],
  33: [9, 9],
  34: [9, 9],
  44: [9, 10],
  48: [9, 9],
  55: [10, 11],
  61: [9, 9],
  81: [9, 10],
  86: [10, 11],
  91: [10, 10],
};
/** E.164 allows fifteen digits with the code; fewer than six behind it are service numbers. */
const ANY_NATIONAL_DIGITS = [6, 13] as const;
const LONGEST_WRITTEN = 30;
/** Runs of digits that single separators part; one run may stand in brackets. */
const WRITTEN = /^\+[1-9]\d*(?:[ .\-/]\d+|[ .\-/]?\(\d+\)[ .\-/]?\d+)*$/;

export const phoneNumber: ValueRecogniser = {
  kind: 'phone',
  title: 'phone numbers in international form',
  recognises: (text) => {
    if (text.length > LONGEST_WRITTEN) return false;
    // The trunk prefix is written for callers inside the country and is no part of the number.
    const number = text.replace('(0)', ' ').replace(/ {2,}/g, ' ');
    if (!WRITTEN.test(number)) return false;
    const digits = number.replace(/\D/g, '');
    const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => CALLING_CODES.has(start));
    if (code === undefined) return false;
    const [fewest, most] = NATIONAL_DIGITS[code] ?? ANY_NATIONAL_DIGITS;
    const national = digits.length - code.length;
    return digits.length <= 15 && national >= fewest && national <= most;
  },
  examples: {
    yes: [
      '+14155552671',
      '+1 (415) 555-2671',
      '+44 20 7946 0958',
      '+44 (0)20 7946 0958',
      '+49 30 901820',
      '+33 1 42 68 53 00',
      '+91 98765 43210',
      '+55 11 91234-5678',
      '+351 21 342 4000',
    ],
    no: [
      '415-555-2671',
      '+1 415 555',
      '+1234567',
      '+999 12345678',
      '+44',
      '+12.5',
      '+4930901820123456789',
      '0049 30 901820',
      '+',
      '',
    ],
  },
};
