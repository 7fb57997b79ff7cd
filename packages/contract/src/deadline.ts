/** When a run must have completed: a moment, or a time from now on. */
import { z } from 'zod';

const DAY_SECONDS = 86_400;
/** A run that may take longer than that has no deadline worth the name. */
const LATEST_DAYS = 14;

const SHORT = /^(\d{1,7})(s|m|h|d)$/;
const ISO_DURATION = /^P(?=\d|T\d)(?:(\d{1,7})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})S)?)?$/;
const SECONDS = { s: 1, m: 60, h: 3_600, d: DAY_SECONDS } as const;
const MOMENT = z.iso.datetime({ offset: true });

/** Milliseconds since 1970; null when the text is neither a moment with a zone nor a duration. */
export function readDeadline(text: string, now: number): number | null {
  const seconds = readDuration(text);
  if (seconds !== null) return now + seconds * 1000;
  return MOMENT.safeParse(text).success ? Date.parse(text) : null;
}

function readDuration(text: string): number | null {
  const short = SHORT.exec(text);
  if (short !== null) return Number(short[1]) * SECONDS[short[2] as keyof typeof SECONDS];
  const iso = ISO_DURATION.exec(text);
  if (iso === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
  return days * DAY_SECONDS + hours * 3_600 + minutes * 60 + seconds;
}

const NOT_READABLE =
  'must be a duration such as 30m or PT1H30M, or a time with its zone such as 2026-03-01T08:30:00Z (in an address, + is written %2B)';

/** Parsed to a time in UTC. */
export const deadlineQuery = z
  .string()
  .transform((text, context) => {
    const now = Date.now();
    const at = readDeadline(text, now);
    const mistake = at === null ? NOT_READABLE : mistakeOf(at, now);
    if (mistake === null) return new Date(at!).toISOString();
    context.issues.push({ code: 'custom', message: mistake, input: text });
    return z.NEVER;
  })
  .optional()
  .describe(
    `When the run must have completed: a time with its zone, or a duration from now on (\`30m\`, \`PT1H30M\`), at most ${LATEST_DAYS} days ahead. A run that has not started by then never does, and one that is at work is stopped; both end in \`error\`, and the message names the deadline. Waiting and further attempts count too. With \`dedupe=join\` the run that is there keeps its own.`,
  );

function mistakeOf(at: number, now: number): string | null {
  if (at <= now) return 'must lie in the future';
  return at - now > LATEST_DAYS * DAY_SECONDS * 1000 ? `must be at most ${LATEST_DAYS} days ahead` : null;
}
