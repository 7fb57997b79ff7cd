/** An ISO date or timestamp some years on; 29 February becomes the 28th. */
export function addYears(moment: string, years: number): string {
  const year = String(Number(moment.slice(0, 4)) + years).padStart(4, '0');
  return `${year}${moment.slice(4, 10) === '-02-29' ? '-02-28' : moment.slice(4, 10)}${moment.slice(10)}`;
}
