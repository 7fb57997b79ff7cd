/** ISO 8601 as people and programs write it, to the one spelling of a timestamp that databases agree on. */
import { InvalidValueError } from './dialect-errors.ts';

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * `2025-07-01`, `2025-07-01 10:30` or `2025-07-01T10:30:00.123456+02:00` as `YYYY-MM-DD HH:MM:SS[.ffffff]` in
 * UTC; a moment without a zone is taken as UTC. Fractions are cut at microseconds.
 * Throws InvalidValueError for anything else, and for days that no calendar has.
 */
export function momentText(iso: string): string {
  const parts = ISO.exec(iso.trim());
  if (parts === null) throw notAMoment(iso);
  const [, day = '', minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = parts;
  const local = new Date(`${day}T${minutes}:${seconds}Z`);
  // A Date rolls 31 June over to 1 July; text that does not come back as it went in was no day.
  if (Number.isNaN(local.getTime()) || local.toISOString().slice(0, 10) !== day) throw notAMoment(iso);
  const utc = new Date(local.getTime() - offsetMinutes(zone) * 60_000).toISOString();
  // Years 1 to 9999: the others have more characters, or are the year 0, which no database has.
  if (utc.length !== 24 || utc.startsWith('0000')) throw notAMoment(iso);
  const micros = fraction.slice(0, 6).replace(/0+$/, '');
  return `${utc.slice(0, 10)} ${utc.slice(11, 19)}${micros === '' ? '' : `.${micros}`}`;
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const notAMoment = (iso: string) =>
  new InvalidValueError(iso, 'a date or timestamp: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS');
