import type { FreshnessFacts } from './freshness/freshness-facts.ts';
import type { SchemaFacts } from './schema-drift/schema-facts.ts';

/** What a verdict rests on, in parts; `kind` tells them apart. Results keep them. */
export type TestFacts = FreshnessFacts | SchemaFacts;
