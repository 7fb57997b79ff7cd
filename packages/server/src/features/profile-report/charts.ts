/** Charts as SVG: shapes only, coloured by classes of the style sheet, each with its figures in words. */
import { type Html, h } from '../../html/html.ts';
import { figure, percent, shortened } from './figures.ts';

/** A text or an edge of a bin. */
type Edge = number | string;
export interface Bar {
  readonly from: Edge;
  readonly to: Edge;
  readonly count: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** A bar that is filled by a share 0..1; `kind` is a class that colours it. `label` is what it says aloud. */
export function shareBar(share: number, label: string, kind = 'plain', width = 96): Html {
  const filled = share > 0 ? Math.max(1.5, share * width) : 0;
  return h`<svg class="bar" width="${width}" height="8" viewBox="0 0 ${width} 8" role="img" aria-label="${label}">
    <rect class="track" width="${width}" height="8" rx="2"/>
    <rect class="${kind}" width="${round(filled)}" height="8" rx="2"/></svg>`;
}

const WIDTH = 320;
const HEIGHT = 84;
const GAP = 1.5;

/** Bars side by side, all of one width, with the edges below. */
export function histogram(bars: readonly Bar[], values: string): Html {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return h``;
  const peak = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), first);
  const [from, to] = [edgeText(first.from), edgeText(last.to)];
  const label = `Histogram of ${values} from ${from} to ${to} in ${bars.length} bins; most, ${peak.count}, from ${edgeText(peak.from)} to ${edgeText(peak.to)}.`;
  return h`<figure class="chart">${columns(
    bars.map(({ count }) => count),
    label,
  )}<figcaption><span>${from}</span><span>${to}</span></figcaption></figure>`;
}

/** Bars side by side with a name under each. */
export function namedColumns(
  bars: readonly { readonly name: string; readonly count: number }[],
  title: string,
): Html {
  const label = `${title}: ${bars.map(({ name, count }) => `${name} ${count}`).join(', ')}.`;
  return h`<figure class="chart">${columns(
    bars.map(({ count }) => count),
    label,
  )}<figcaption class="names">${bars.map(({ name }) => h`<span>${name}</span>`)}</figcaption></figure>`;
}

function columns(counts: readonly number[], label: string): Html {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, index) => {
    const height = count > 0 ? Math.max(1.5, (count / most) * HEIGHT) : 0;
    return h`<rect x="${round(index * step)}" y="${round(HEIGHT - height)}" width="${round(Math.max(0.5, step - GAP))}" height="${round(height)}"/>`;
  });
  return h`<svg class="columns" viewBox="0 0 ${WIDTH} ${HEIGHT + 1}" role="img" aria-label="${label}" preserveAspectRatio="none">
    <g>${bars}</g><line x1="0" x2="${WIDTH}" y1="${HEIGHT + 0.5}" y2="${HEIGHT + 0.5}"/></svg>`;
}

export interface Quartiles {
  readonly minimum: number;
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
  readonly maximum: number;
}

/** A box from the lower to the upper quartile with the median in it, and whiskers to the extremes. */
export function box({ minimum, lower, middle, upper, maximum }: Quartiles): Html {
  const span = maximum - minimum;
  const at = (value: number) => round(span > 0 ? 2 + ((value - minimum) / span) * (WIDTH - 4) : WIDTH / 2);
  const label = `Least ${figure(minimum)}, lower quartile ${figure(lower)}, median ${figure(middle)}, upper quartile ${figure(upper)}, greatest ${figure(maximum)}.`;
  return h`<figure class="chart"><svg class="box" viewBox="0 0 ${WIDTH} 36" role="img" aria-label="${label}">
    <line x1="${at(minimum)}" x2="${at(maximum)}" y1="18" y2="18"/>
    <line x1="${at(minimum)}" x2="${at(minimum)}" y1="10" y2="26"/><line x1="${at(maximum)}" x2="${at(maximum)}" y1="10" y2="26"/>
    <rect x="${at(lower)}" y="6" width="${round(Math.max(1, at(upper) - at(lower)))}" height="24" rx="2"/>
    <line class="median" x1="${at(middle)}" x2="${at(middle)}" y1="6" y2="30"/></svg>
    <figcaption><span>${figure(minimum)}</span><span>${figure(maximum)}</span></figcaption></figure>`;
}

/** The same columns, small enough for a row of a table. Null when there is nothing to draw. */
export function spark(counts: readonly number[], label: string): Html | null {
  const most = Math.max(...counts, 0);
  if (counts.length < 2 || most <= 0) return null;
  const [width, height] = [72, 20];
  const step = width / counts.length;
  const bars = counts.map((count, index) => {
    const tall = count > 0 ? Math.max(1, (count / most) * height) : 0;
    return h`<rect x="${round(index * step)}" y="${round(height - tall)}" width="${round(Math.max(0.5, step - 1))}" height="${round(tall)}"/>`;
  });
  return h`<svg class="spark" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${bars}</svg>`;
}

/** A score 0..1 with the class of its colour and its word, so that colour is never alone. */
export function scoreMark(score: number | null): { readonly text: string; readonly kind: string } {
  if (score === null) return { text: 'no score', kind: 'quiet' };
  if (score >= 0.95) return { text: percent(score), kind: 'good' };
  return { text: percent(score), kind: score >= 0.85 ? 'fair' : 'poor' };
}

const edgeText = (edge: Edge): string => (typeof edge === 'number' ? figure(edge) : shortened(edge, 20));
