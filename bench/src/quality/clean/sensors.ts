/** Numbers and moments: an hourly log of weather stations, with the spreads that measurements have. */
import { createRandom, type Random, type Row } from '@assay/demo-data';
import { type Dataset, describeColumn } from '../dataset.ts';
import { AS_OF } from '../moments.ts';

const HOUR_MS = 3_600_000;
const STATIONS = 25;

const STATION_COLUMNS = [
  describeColumn('station_id', 'INTEGER', 'key'),
  describeColumn('station_code', 'VARCHAR', 'code'),
  describeColumn('latitude', 'DOUBLE', 'number'),
  describeColumn('longitude', 'DOUBLE', 'number'),
  describeColumn('elevation_m', 'INTEGER', 'number'),
  describeColumn('opened_on', 'DATE', 'date'),
];
const READING_COLUMNS = [
  describeColumn('reading_id', 'BIGINT', 'key'),
  describeColumn('station_id', 'INTEGER', 'reference'),
  describeColumn('measured_at', 'TIMESTAMP', 'timestamp'),
  describeColumn('received_at', 'TIMESTAMP', 'timestamp'),
  describeColumn('temperature_c', 'DOUBLE', 'number'),
  describeColumn('humidity', 'DOUBLE', 'number'),
  describeColumn('pressure_hpa', 'DECIMAL(7,2)', 'number'),
  describeColumn('wind_speed', 'DOUBLE', 'number'),
  describeColumn('rain_mm', 'DECIMAL(6,1)', 'number'),
  describeColumn('battery_pct', 'INTEGER', 'number'),
  describeColumn('firmware', 'VARCHAR', 'category'),
  describeColumn('quality', 'VARCHAR', 'category'),
  describeColumn('is_calibrated', 'BOOLEAN', 'boolean'),
];

/** `readings` rows, the last of them an hour before the day of the export. */
export function sensors(seed: number, readings: number): Dataset {
  const random = createRandom(seed, 'sensors');
  const stations = Array.from({ length: STATIONS }, (_, i) => station(random, i + 1));
  const rows = Array.from({ length: readings }, (_, i) => reading(random, i, readings));
  return {
    name: `weather log of ${readings.toLocaleString('en')} readings`,
    about: 'numbers and moments: normal, skewed, cyclic, bounded and mostly-zero columns',
    tables: [
      { name: 'stations', columns: STATION_COLUMNS, rows: stations, dependencies: [], confusable: [] },
      { name: 'readings', columns: READING_COLUMNS, rows, dependencies: [], confusable: [] },
    ],
    references: [
      { table: 'readings', column: 'station_id', parentTable: 'stations', parentColumn: 'station_id' },
    ],
  };
}

function station(random: Random, id: number): Row {
  return {
    station_id: String(id),
    station_code: `WX-${String(100 + id)}`,
    latitude: (36 + random.next() * 10).toFixed(5),
    longitude: (-120 + random.next() * 40).toFixed(5),
    elevation_m: String(Math.round(40 + 900 * random.next() ** 2)),
    opened_on: new Date(Date.parse(AS_OF) - random.integer(400, 5_000) * 24 * HOUR_MS)
      .toISOString()
      .slice(0, 10),
  };
}

function reading(random: Random, index: number, readings: number): Row {
  const hoursBefore = Math.floor((readings - 1 - index) / STATIONS) + 1;
  const measured = Date.parse(AS_OF) - hoursBefore * HOUR_MS;
  const hour = new Date(measured).getUTCHours();
  const temperature = 17 + 6 * Math.sin(((hour - 9) / 24) * 2 * Math.PI) + 3 * normal(random);
  const rainy = random.chance(0.12);
  return {
    reading_id: String(9_000_000_000 + index),
    station_id: String((index % STATIONS) + 1),
    measured_at: moment(measured),
    received_at: moment(measured + random.integer(2, 240) * 1_000),
    temperature_c: temperature.toFixed(2),
    humidity: Math.min(100, Math.max(8, 62 - 1.6 * (temperature - 17) + 9 * normal(random))).toFixed(1),
    pressure_hpa: (1013 + 7 * normal(random)).toFixed(2),
    // Wind speeds are skewed: most hours calm, few stormy (Weibull, shape 2).
    wind_speed: (4.2 * Math.sqrt(-Math.log(1 - random.next()))).toFixed(2),
    rain_mm: (rainy ? Math.exp(0.3 + 0.9 * normal(random)) : 0).toFixed(1),
    battery_pct: String(random.integer(35, 100)),
    firmware: random.weighted([
      ['4.2.1', 60],
      ['4.2.0', 30],
      ['4.1.7', 10],
    ] as const),
    quality: random.weighted([
      ['good', 90],
      ['estimated', 7],
      ['suspect', 3],
    ] as const),
    is_calibrated: String(random.chance(0.85)),
  };
}

const moment = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** Standard normal, by Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
