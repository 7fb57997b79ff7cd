/** Text that reads as a date, parsed step by step: the reference for the one long pattern that the measures use. */

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 0 where the text is not one to `longest` ASCII digits, at least `shortest`. */
function wholeNumber(text: string | undefined, shortest: number, longest: number): number {
  if (text === undefined || text.length < shortest || text.length > longest) return 0;
  return [...text].every((digit) => digit >= '0' && digit <= '9') ? Number(text) : 0;
}

const isFullYear = (text: string | undefined): boolean => {
  const year = wholeNumber(text, 4, 4);
  return year >= 1800 && year <= 2299;
};
const isShortYear = (text: string | undefined): boolean => text === '00' || wholeNumber(text, 2, 2) > 0;
const isDayOf = (month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (LONGEST_MONTHS[month - 1] as number);
const oneOrTwo = (text: string | undefined): number => wholeNumber(text, 1, 2);
/** 1 to 12; 0 for what is no name. Only A-Z and a-z: other letters have ASCII lower cases too. */
const namedMonth = (text: string | undefined): number =>
  text !== undefined && /^[A-Za-z]{3}$/.test(text) ? MONTH_NAMES.indexOf(text.toLowerCase()) + 1 : 0;

function isCalendarDay(text: string): boolean {
  for (const sign of ['-', '/', '.', ' ']) {
    const [first, second, third, ...more] = text.split(sign);
    if (third === undefined || more.length > 0) continue;
    const numbers = [first, second, third].map(oneOrTwo) as [number, number, number];
    const isYearFirst = sign === '-' || sign === '/';
    if (isYearFirst && isFullYear(first) && isDayOf(numbers[1], numbers[2])) return true;
    if (sign === '-' && isFullYear(first) && isDayOf(namedMonth(second), numbers[2])) return true;
    const endsInYear = isFullYear(third) || (sign !== '.' && isShortYear(third));
    if (!endsInYear) continue;
    const eitherOrder = isDayOf(numbers[0], numbers[1]) || isDayOf(numbers[1], numbers[0]);
    if (sign !== ' ' && eitherOrder) return true;
    if (sign !== '.' && isDayOf(namedMonth(second), numbers[0])) return true;
  }
  return false;
}

/** `20240115103005123456`, cut off after any pair. */
function isCompact(text: string): boolean {
  if (!/^[0-9]*$/.test(text) || text.length < 8 || text.length > 20 || [9, 11, 13].includes(text.length))
    return false;
  const part = (from: number) => text.slice(from, from + 2);
  return (
    isFullYear(text.slice(0, 4)) &&
    isDayOf(Number(part(4)), Number(part(6))) &&
    (part(8) === '' || Number(part(8)) <= 23) &&
    (part(10) === '' || Number(part(10)) <= 59) &&
    (part(12) === '' || Number(part(12)) <= 59)
  );
}

function isTimeOfDay(text: string): boolean {
  const found =
    /^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9}| [0-9]{6})?)?(?: ?[AaPp][Mm])?(?: ?(?:[zZ]|[+-]([0-9]{2})(?::?([0-9]{2}))?))?$/.exec(
      text,
    );
  if (found === null) return false;
  const [hour, minute, second = 0, zoneHour = 0, zoneMinute = 0] = found
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits))) as [
    number,
    number,
    number?,
    number?,
    number?,
  ];
  return hour <= 23 && minute <= 59 && second <= 60 && zoneHour <= 19 && zoneMinute <= 59;
}

export function isDateText(text: string): boolean {
  if (isCalendarDay(text) || isCompact(text)) return true;
  return [...text.matchAll(/[T ]/g)].some(
    ({ index }) => isCalendarDay(text.slice(0, index)) && isTimeOfDay(text.slice(index + 1)),
  );
}

/** Three numbers with one sign between them; anything on the same line may follow a `T` or a space and a digit. */
function numbersOf(text: string): readonly [number, number] | null {
  const [, first, sign, second, year, rest] =
    /^([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:[0-9]{2}){1,2})((?:[T ].*)?)$/s.exec(text) ?? [];
  if (first === undefined || sign === undefined || [...text].length > 40) return null;
  const isYear = isFullYear(year) || isShortYear(year);
  const isRest = rest === '' || (/^.[0-9]/s.test(rest ?? '') && !rest?.includes('\n'));
  return isYear && isRest ? [Number(first), Number(second)] : null;
}
const isMonth = (number: number): boolean => number >= 1 && number <= 12;
const isOnlyDay = (number: number): boolean => number >= 13 && number <= 31;

export function isDayFirst(text: string): boolean {
  const [first, second] = numbersOf(text) ?? [0, 0];
  return isOnlyDay(first) && isMonth(second);
}
export function isMonthFirst(text: string): boolean {
  const [first, second] = numbersOf(text) ?? [0, 0];
  return isMonth(first) && isOnlyDay(second);
}
