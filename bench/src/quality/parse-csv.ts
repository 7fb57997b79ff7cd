/** Small CSV files whose shape is known: a header, commas, double quotes; no line breaks inside fields. */
import type { Row } from '@assay/demo-data';

/** One object a line; empty fields are null. Throws when a line has another number of fields than the header. */
export function parseCsv(text: string): Row[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = fieldsOf(header);
  return lines.map((line, index) => {
    const fields = fieldsOf(line);
    if (fields.length !== names.length)
      throw new RangeError(`line ${index + 2} has ${fields.length} fields, the header ${names.length}`);
    return Object.fromEntries(names.map((name, place) => [name, fields[place] || null]));
  });
}

/** A quoted field may hold commas, and quotes that are written twice. */
function fieldsOf(line: string): string[] {
  const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return fields.map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
