/**
 * Days on which offices and markets rest: those of a whole country that rules can tell for any year, with the days on
 * which banks are closed where custom makes them holidays too. Left out are holidays of regions, days that a government
 * sets year by year, and calendars that follow the moon. Why they are ours: docs/decisions/0013.
 */
import { easter, fixed, from, type HolidayRule, nth, once } from './holiday-rule.ts';

const [MONDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 3, 4, 5] as const;

const NEW_YEAR = fixed(1, 1);
const EPIPHANY = fixed(1, 6);
const MAUNDY_THURSDAY = easter(-3);
const GOOD_FRIDAY = easter(-2);
const EASTER_MONDAY = easter(1);
const LABOUR_DAY = fixed(5, 1);
const ASCENSION = easter(39);
const WHIT_MONDAY = easter(50);
const CORPUS_CHRISTI = easter(60);
const ASSUMPTION = fixed(8, 15);
const ALL_SAINTS = fixed(11, 1);
const IMMACULATE_CONCEPTION = fixed(12, 8);
const CHRISTMAS_EVE = fixed(12, 24);
const CHRISTMAS = [fixed(12, 25), fixed(12, 26)];

const movedToMonday = (month: number, day: number): HolidayRule => fixed(month, day, { onWeekend: 'next' });
const federal = (month: number, day: number, since?: number): HolidayRule =>
  fixed(month, day, { onWeekend: 'nearest', ...(since === undefined ? {} : { since }) });

/** Those that the federal offices and the stock exchange of the United States share. */
const AMERICAN = [
  nth(3, MONDAY, 1),
  nth(3, MONDAY, 2),
  nth(-1, MONDAY, 5),
  federal(7, 4),
  nth(1, MONDAY, 9),
  nth(4, THURSDAY, 11),
  federal(12, 25),
];
/** A New Year's Day on a Saturday is no holiday of the exchange: the Friday before ends the year. */
const NEW_YORK_STOCK_EXCHANGE = [
  ...AMERICAN,
  fixed(1, 1, { onWeekend: 'sunday' }),
  GOOD_FRIDAY,
  federal(6, 19, 2022),
];
const ENGLISH = [
  movedToMonday(1, 1),
  GOOD_FRIDAY,
  EASTER_MONDAY,
  nth(1, MONDAY, 5, { until: 2019 }),
  once(2020, 5, 8),
  nth(1, MONDAY, 5, { since: 2021 }),
  nth(-1, MONDAY, 5, { until: 2021 }),
  once(2022, 6, 2),
  once(2022, 6, 3),
  nth(-1, MONDAY, 5, { since: 2023 }),
  nth(-1, MONDAY, 8),
  once(2022, 9, 19),
  once(2023, 5, 8),
  movedToMonday(12, 25),
  movedToMonday(12, 26),
];
const EUROSYSTEM = [NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, ...CHRISTMAS];

/** By code: countries as in ISO 3166-1, markets by their own. */
export const HOLIDAY_CALENDARS = {
  AT: [
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    CORPUS_CHRISTI,
    ASSUMPTION,
    fixed(10, 26),
    ALL_SAINTS,
    IMMACULATE_CONCEPTION,
    ...CHRISTMAS,
  ],
  AU: [
    movedToMonday(1, 1),
    movedToMonday(1, 26),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    fixed(4, 25),
    movedToMonday(12, 25),
    movedToMonday(12, 26),
  ],
  BE: [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    fixed(7, 21),
    ASSUMPTION,
    ALL_SAINTS,
    fixed(11, 11),
    fixed(12, 25),
  ],
  BR: [
    NEW_YEAR,
    // Carnival.
    easter(-48),
    easter(-47),
    GOOD_FRIDAY,
    fixed(4, 21),
    LABOUR_DAY,
    CORPUS_CHRISTI,
    fixed(9, 7),
    fixed(10, 12),
    fixed(11, 2),
    fixed(11, 15),
    fixed(11, 20, { since: 2024 }),
    fixed(12, 25),
  ],
  CA: [
    movedToMonday(1, 1),
    GOOD_FRIDAY,
    // The Monday before 25 May.
    from(5, 18, MONDAY),
    movedToMonday(7, 1),
    nth(1, MONDAY, 9),
    fixed(9, 30, { since: 2021, onWeekend: 'next' }),
    nth(2, MONDAY, 10),
    movedToMonday(11, 11),
    movedToMonday(12, 25),
    movedToMonday(12, 26),
  ],
  CH: [NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY, fixed(8, 1), ...CHRISTMAS],
  CZ: [
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    fixed(5, 8),
    fixed(7, 5),
    fixed(7, 6),
    fixed(9, 28),
    fixed(10, 28),
    fixed(11, 17),
    CHRISTMAS_EVE,
    ...CHRISTMAS,
  ],
  DE: [NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, ASCENSION, WHIT_MONDAY, fixed(10, 3), ...CHRISTMAS],
  DK: [
    NEW_YEAR,
    MAUNDY_THURSDAY,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    easter(26, { until: 2023 }),
    ASCENSION,
    WHIT_MONDAY,
    ...CHRISTMAS,
  ],
  ES: [
    NEW_YEAR,
    EPIPHANY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    ASSUMPTION,
    fixed(10, 12),
    ALL_SAINTS,
    fixed(12, 6),
    IMMACULATE_CONCEPTION,
    fixed(12, 25),
  ],
  FI: [
    NEW_YEAR,
    EPIPHANY,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    // The eve of midsummer.
    from(6, 19, FRIDAY),
    from(10, 31, SATURDAY),
    fixed(12, 6),
    CHRISTMAS_EVE,
    ...CHRISTMAS,
  ],
  FR: [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    fixed(5, 8),
    ASCENSION,
    WHIT_MONDAY,
    fixed(7, 14),
    ASSUMPTION,
    ALL_SAINTS,
    fixed(11, 11),
    fixed(12, 25),
  ],
  GB: ENGLISH,
  IE: [
    movedToMonday(1, 1),
    // Saint Brigid, on 1 February itself where that is a Friday.
    { day: irishSaintBrigid, since: 2023 },
    movedToMonday(3, 17),
    EASTER_MONDAY,
    nth(1, MONDAY, 5),
    nth(1, MONDAY, 6),
    nth(1, MONDAY, 8),
    nth(-1, MONDAY, 10),
    movedToMonday(12, 25),
    movedToMonday(12, 26),
  ],
  IT: [
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    fixed(4, 25),
    LABOUR_DAY,
    fixed(6, 2),
    ASSUMPTION,
    fixed(10, 4, { since: 2026 }),
    ALL_SAINTS,
    IMMACULATE_CONCEPTION,
    ...CHRISTMAS,
  ],
  MX: [
    NEW_YEAR,
    nth(1, MONDAY, 2),
    nth(3, MONDAY, 3),
    LABOUR_DAY,
    fixed(9, 16),
    nth(3, MONDAY, 11),
    fixed(12, 25),
  ],
  NL: [NEW_YEAR, EASTER_MONDAY, { day: dutchKingsDay }, ASCENSION, WHIT_MONDAY, ...CHRISTMAS],
  NO: [
    NEW_YEAR,
    MAUNDY_THURSDAY,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    fixed(5, 17),
    ASCENSION,
    WHIT_MONDAY,
    ...CHRISTMAS,
  ],
  PL: [
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    LABOUR_DAY,
    fixed(5, 3),
    CORPUS_CHRISTI,
    ASSUMPTION,
    ALL_SAINTS,
    fixed(11, 11),
    fixed(12, 24, { since: 2025 }),
    ...CHRISTMAS,
  ],
  PT: [
    NEW_YEAR,
    GOOD_FRIDAY,
    fixed(4, 25),
    LABOUR_DAY,
    CORPUS_CHRISTI,
    fixed(6, 10),
    ASSUMPTION,
    fixed(10, 5),
    ALL_SAINTS,
    fixed(12, 1),
    IMMACULATE_CONCEPTION,
    fixed(12, 25),
  ],
  SE: [
    NEW_YEAR,
    EPIPHANY,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    fixed(6, 6),
    from(6, 19, FRIDAY),
    from(10, 31, SATURDAY),
    CHRISTMAS_EVE,
    ...CHRISTMAS,
    fixed(12, 31),
  ],
  US: [...AMERICAN, federal(1, 1), federal(6, 19, 2021), nth(2, MONDAY, 10), federal(11, 11)],
  LSE: ENGLISH,
  NASDAQ: NEW_YORK_STOCK_EXCHANGE,
  NYSE: NEW_YORK_STOCK_EXCHANGE,
  TARGET: EUROSYSTEM,
  XETRA: [...EUROSYSTEM, CHRISTMAS_EVE, fixed(12, 31)],
} as const satisfies Readonly<Record<string, readonly HolidayRule[]>>;

function irishSaintBrigid(year: number): number {
  const first = fixed(2, 1).day(year);
  return from(2, 1, FRIDAY).day(year) === first ? first : nth(1, MONDAY, 2).day(year);
}

/** 27 April, or the day before where that is a Sunday. */
function dutchKingsDay(year: number): number {
  const day = fixed(4, 27).day(year);
  return from(4, 27, 6).day(year) === day ? day - 1 : day;
}
