/** Shapes that people know by name, without any of the guards that make them cheap. */

const words = (text: string): string[] => text.split(' ');
const digitsOnly = (text: string): boolean => /^[0-9]+$/.test(text);
const characters = (text: string): number => [...text].length;

export function isUsZip(text: string): boolean {
  const [five = '', four, ...more] = text.split('-');
  if (more.length > 0 || !digitsOnly(five)) return false;
  return four === undefined
    ? five.length === 5 || five.length === 9
    : five.length === 5 && digitsOnly(four) && four.length === 4;
}

/** Areas 666, 734 to 749 and 9xx were never given out. */
export function isSsn(text: string): boolean {
  const [area = '', group = '', serial = '', ...more] = text.split('-');
  const isShaped =
    [area, group, serial].every(digitsOnly) && area.length === 3 && group.length === 2 && serial.length === 4;
  const number = Number(area);
  return isShaped && more.length === 0 && number !== 666 && !(number >= 734 && number <= 749) && number < 900;
}

export function isCardNumber(text: string): boolean {
  const bare = text.replace(/^([0-9]{4})[ -]?([0-9]{4})[ -]?([0-9]{4})[ -]?([0-9]{4})$/, '$1$2$3$4');
  return bare.length === 16 && digitsOnly(bare);
}

export const isUsPhone = (text: string): boolean =>
  /^(\+?1[ .-]?)?(\([2-9][0-9]{2}\)|[2-9][0-9]{2})[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}$/.test(text);

export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const dot = host.lastIndexOf('.');
  const [name, ending] = [host.slice(0, Math.max(dot, 0)), host.slice(dot + 1)];
  return /^[A-Za-z0-9._%+-]+$/.test(local) && /^[A-Za-z0-9.-]+$/.test(name) && /^[A-Za-z]{2,}$/.test(ending);
}

const FILE_ENDINGS = 'txt csv tsv dat doc docx pdf xls xlsx json xml parquet'.split(' ');
export function isFileName(text: string): boolean {
  const lower = text.toLowerCase();
  const dot = lower.lastIndexOf('.');
  return (
    /^[a-z0-9_ -]+$/.test(lower.slice(0, Math.max(dot, 0))) && FILE_ENDINGS.includes(lower.slice(dot + 1))
  );
}

/** Fields of at most 20 characters. */
export function isDelimited(text: string): boolean {
  const isList = [',', '|', '\t'].some((delimiter) => {
    const fields = text.split(delimiter);
    return fields.length >= 3 && fields.every((field) => characters(field) <= 20);
  });
  const isSentence = text
    .toLowerCase()
    .split(/[^a-z]/)
    .some((word) => ['and', 'but', 'or', 'yet'].includes(word));
  return isList && !isSentence;
}

const LONG_TYPES = ['boulevard', 'terrace', 'parkway', 'highway', 'crescent'];
const UNIT_WORDS = ['apt', 'unit', 'suite', 'ste'];

/** A street type of one to six letters, or a long one written `boulevard`, `Boulevard` or `BOULEVARD`; a full stop may follow. */
function isStreetType(word: string): boolean {
  const bare = word.endsWith('.') ? word.slice(0, -1) : word;
  const spellings = LONG_TYPES.flatMap((type) => [
    type,
    type[0]?.toUpperCase() + type.slice(1),
    type.toUpperCase(),
  ]);
  return /^[A-Za-z]{1,6}$/.test(bare) || spellings.includes(bare);
}

/** House number, one to three words, street type, unit. Every way of cutting the text into these parts is tried. */
export function isStreetAddress(text: string): boolean {
  const [house = '', ...rest] = words(text);
  if (!/^[0-9]{1,5}[A-Za-z]?$/.test(house)) return false;
  for (let names = 1; names <= 3; names++) {
    if (!rest.slice(0, names).every((word) => /^[A-Za-z0-9']+\.?$/.test(word))) continue;
    const [type, ...unit] = rest.slice(names);
    if (type === undefined) continue;
    if (unit.length === 0) {
      if (isStreetType(type)) return true;
      continue;
    }
    const before = type.endsWith(',') ? type.slice(0, -1) : type;
    if (isStreetType(before) && isUnit(unit)) return true;
  }
  return false;
}

/** ` 12`, ` #4B`, ` Apt. 12`, ` Apt12`, ` Suite #4`. */
function isUnit(parts: readonly string[]): boolean {
  const spelled = UNIT_WORDS.flatMap((word) => [
    word,
    word[0]?.toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]);
  const joined = parts.join(' ');
  return [...spelled, ''].some((word) => {
    if (!joined.startsWith(word)) return false;
    return /^\.? ?#?[0-9]{1,5}[A-Z]?$/.test(joined.slice(word.length));
  });
}
