/** Calendar days as ISO text (`2026-03-14`), always UTC: the data must not depend on where it is made. */
const DAY_MS = 86_400_000;

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday ... 6 Saturday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
