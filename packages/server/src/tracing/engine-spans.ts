/** What the engine does, as spans. */
import type { EngineObserver } from '@assay/engine';
import { SpanKind } from '@opentelemetry/api';
import { inSpan } from './in-span.ts';

/**
 * Attributes after https://opentelemetry.io/docs/specs/semconv/database/. `db.query.text` is left out on purpose: statements
 * hold SQL that users wrote, with their literals.
 */
export const engineSpans: EngineObserver = {
  table: (table, work) =>
    inSpan(`profile ${table}`, { attributes: { 'db.collection.name': table } }, null, work),
  statement: ({ targetType, table }, work) => {
    const attributes = {
      'db.system.name': targetType,
      ...(table === null ? {} : { 'db.collection.name': table }),
    };
    const name = `query ${table ?? targetType}`;
    return inSpan(name, { kind: SpanKind.CLIENT, attributes }, null, work);
  },
};
