/** Questions to one side of a comparison between two databases, as statements. */
import { type Aggregate, checksum } from './aggregate.ts';
import {
  asText,
  canonicalMoment,
  canonicalNumber,
  column,
  type Expression,
  isIn,
  left,
  md5,
  rowText,
  text,
} from './expression.ts';
import type { ComparedItems, GroupTotal, ReconciliationQuery } from './reconciliation-query.ts';
import { type RenderParts, relation } from './render-relation.ts';

export interface ReconciliationParts extends RenderParts {
  aggregate(aggregate: Aggregate): string;
}

type KeyedRows = Extract<ReconciliationQuery, { query: 'keyed_rows' }>;
type GroupTotals = Extract<ReconciliationQuery, { query: 'group_totals' }>;

const KEY_HASH = column<'text'>('key_hash', 'text');
const ITEM_TEXT = column<'text'>('item_text', 'text');
/** With the key's own hash these tell an item from every other. */
const ITEM_HASH_DIGITS = 16;

export function renderReconciliation(query: ReconciliationQuery, parts: ReconciliationParts): string {
  switch (query.query) {
    case 'bucket_checksums': {
      const bucket = parts.expression(query.digits === 0 ? text('') : left(KEY_HASH, query.digits));
      const grouped = query.digits === 0 ? '' : ` GROUP BY ${bucket}`;
      return (
        `SELECT ${bucket} AS bucket, count(*) AS items, ${parts.aggregate(checksum(ITEM_TEXT))} AS checksum ` +
        `FROM (${items(query.of, parts)}) AS items${inBuckets(query.within, parts)}${grouped}`
      );
    }
    case 'bucket_items':
      return (
        `SELECT key_hash, ${itemHash(parts)} AS item_hash, row_count ` +
        `FROM (${items(query.of, parts)}) AS items${inBuckets(query.within, parts)}`
      );
    case 'keyed_rows':
      return keyedRows(query, parts);
    case 'group_totals':
      return groupTotals(query, parts);
  }
}

const itemHash = (parts: ReconciliationParts) => parts.expression(left(md5(ITEM_TEXT), ITEM_HASH_DIGITS));

/** Columns `key_hash`, `item_text`, `row_count`, and the `extra` ones. */
function items(
  of: ComparedItems,
  parts: ReconciliationParts,
  extra: readonly (readonly [sql: string, name: string])[] = [],
): string {
  const from = relation(of.from, parts);
  const key = parts.expression(rowText(...of.key));
  const extras = extra.map(([sql, name]) => `, ${sql} AS ${name}`).join('');
  if (of.itemOf === 'row') {
    const item = parts.expression(rowText(...of.key, ...of.content));
    const keyHash = parts.expression(md5(rowText(...of.key)));
    return `SELECT ${keyHash} AS key_hash, ${item} AS item_text, 1 AS row_count${extras} FROM ${from}`;
  }
  const distinct = `SELECT ${key} AS key_text, count(*) AS row_count${extras} FROM ${from} GROUP BY ${key}`;
  const keyText = column<'text'>('key_text', 'text');
  const item = of.itemOf === 'key' ? keyText : rowText(keyText, asText(column('row_count', 'number')));
  const kept = extra.map(([, name]) => `, ${name}`).join('');
  return (
    `SELECT ${parts.expression(md5(keyText))} AS key_hash, ${parts.expression(item)} AS item_text, row_count${kept} ` +
    `FROM (${distinct}) AS dictionary`
  );
}

/** Names of one length, as they came from the bucket statement. */
function inBuckets(within: readonly string[] | null, parts: ReconciliationParts): string {
  const [first] = within ?? [];
  if (within === null || first === undefined) return '';
  const names = within.map((name) => text(name));
  return ` WHERE ${parts.expression(isIn(left(KEY_HASH, first.length), names))}`;
}

function keyedRows({ of, shown, keyHashes }: KeyedRows, parts: ReconciliationParts): string {
  const extra = shown.map((value, index) => {
    // Any of the texts will do; the smallest is the same one every time.
    const sql =
      of.itemOf === 'row'
        ? parts.expression(value)
        : parts.aggregate({ aggregate: 'minimum', of: asText(value) });
    return [sql, `c${index}`] as const;
  });
  const hashes = keyHashes.map((hash) => text(hash));
  return (
    `SELECT key_hash, ${itemHash(parts)} AS item_hash${extra.map(([, name]) => `, ${name}`).join('')} ` +
    `FROM (${items(of, parts, extra)}) AS items WHERE ${parts.expression(isIn(KEY_HASH, hashes))}`
  );
}

function groupTotals(query: GroupTotals, parts: ReconciliationParts): string {
  const key = query.groupBy.length === 0 ? null : parts.expression(rowText(...query.groupBy));
  const shown = query.shown.map(
    (value, index) => [aggregated('minimum', value, parts), `g${index}`] as const,
  );
  const totals = query.totals.map(
    ({ total, of }, index) => [aggregated(total, of, parts), `t${index}`] as const,
  );
  const inner = [
    `${key ?? parts.expression(text(''))} AS group_key`,
    'count(*) AS row_count',
    ...[...shown, ...totals].map(([sql, name]) => `${sql} AS ${name}`),
  ];
  const grouped = key === null ? '' : ` GROUP BY ${key}`;
  const outer = query.totals.map((total, index) => {
    const name = `t${index}`;
    return `${parts.expression(canonicalTotal(total, name))} AS ${name}`;
  });
  const groups = `SELECT ${inner.join(', ')} FROM ${relation(query.from, parts)}${grouped}`;
  const selected = ['group_key', 'row_count', ...shown.map(([, name]) => name), ...outer];
  return `SELECT ${selected.join(', ')} FROM (${groups}) AS totals LIMIT ${query.limit}`;
}

/** The sum keeps the type that the database gives it: `sum` of the vocabulary is a double. */
const aggregated = (total: GroupTotal['total'], of: Expression, parts: ReconciliationParts): string =>
  total === 'sum' ? `sum(${parts.expression(of)})` : parts.aggregate({ aggregate: total, of });

function canonicalTotal({ total, type }: GroupTotal, name: string): Expression<'text'> {
  if (total === 'count' || total === 'count_distinct' || type === 'number')
    return canonicalNumber(column(name, 'number'));
  return type === 'moment' ? canonicalMoment(column(name, 'moment')) : column(name, 'text');
}
