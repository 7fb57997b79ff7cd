/** The declared metrics as instruments, in a registry of their own: processes and tests may have several. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricDeclaration } from './metric-declarations.ts';

type Instrument<Declared extends MetricDeclaration> = {
  readonly counter: Counter<Declared['labels'][number]>;
  readonly gauge: Gauge<Declared['labels'][number]>;
  readonly histogram: Histogram<Declared['labels'][number]>;
}[Declared['type']];

export type Metrics = { readonly [Name in keyof typeof METRICS]: Instrument<(typeof METRICS)[Name]> } & {
  readonly registry: Registry;
};

/** With those of Node and the process (`process_*`, `nodejs_*`) beside ours. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const instruments = Object.entries(METRICS).map(([name, declared]) => [
    name,
    instrument(declared, registry),
  ]);
  // Made from the very table that the type is made from.
  const metrics = { registry, ...Object.fromEntries(instruments) } as Metrics;
  metrics.buildInfo.set({ version }, 1);
  return metrics;
}

function instrument(declared: MetricDeclaration, registry: Registry) {
  const { type, name, help, labels, buckets = [] } = declared;
  const options = { name, help, labelNames: labels, registers: [registry] };
  if (type === 'counter') return new Counter(options);
  if (type === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: [...buckets] });
}
