import type { Query, ValueType } from '../../rules/expressions/query-tree.ts';
import { textOf } from './cell-text.ts';
import { compileExport } from './compile-query.ts';
import { bindText, type Parameters } from './sql-text.ts';
import type { TableInfo } from './table-info.ts';
import { AS_IT_IS, type TextExport } from './text-export.ts';
import { escapeAttribute, xmlName } from './xml-names.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SCHEMA = 'http://www.w3.org/2001/XMLSchema';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

interface Value {
  sql: string;
  type: ValueType;
  /** Its text may be in the form 1e+30. */
  isApproximate: boolean;
  tag: string;
}

/** Characters that no XML can hold. */
const FORBIDDEN = String.raw`[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]`;

/** Text of an element; on one line, so that a row is a line. */
const escapedSql = (sql: string): string =>
  [
    ["'&'", "'&amp;'"],
    ["'<'", "'&lt;'"],
    ["'>'", "'&gt;'"],
    ['chr(13)', "'&#13;'"],
    ['chr(10)', "'&#10;'"],
  ].reduce((inner, [what = '', by = '']) => `replace(${inner}, ${what}, ${by})`, sql);

/** Elements of one value: text that XML cannot hold goes as base64. */
function elementSql({ sql, type, tag }: Value, marks: ElementMarks, parameters: Parameters): string {
  const text = textOf(sql, type);
  const bound = (xml: string): string => bindText(parameters, xml);
  const close = bound(`</${tag}>`);
  const plain = `${bound(`<${tag}${marks.typed}>`)} || ${type === 'text' || type === 'geometry' ? escapedSql(text) : text} || ${close}`;
  const missing = bound(marks.missing);
  if (type !== 'text') return `CASE WHEN ${sql} IS NULL THEN ${missing} ELSE ${plain} END`;
  const packed = `${bound(`<${tag}${marks.packed}>`)} || base64(encode(${text})) || ${close}`;
  return `CASE WHEN ${sql} IS NULL THEN ${missing} WHEN regexp_matches(${sql}, '${FORBIDDEN}') THEN ${packed} ELSE ${plain} END`;
}

interface ElementMarks {
  /** Attributes of an element by the type of its value, and of one in base64. */
  typed: string;
  packed: string;
  /** What stands for a missing value. */
  missing: string;
}

/** Rows as ISO 9075-14 (SQL/XML) writes tables, which PostgreSQL's `table_to_xml` does too. */
export const planXml = (query: Query, info: TableInfo): TextExport =>
  rowsOf(query, info, {
    start: `${HEAD}<rows xmlns:xsi="${SCHEMA}-instance" xmlns:xs="${SCHEMA}">\n`,
    end: '</rows>\n',
    row: 'row',
    tagOf: (name) => xmlName(name),
    marksOf: ({ tag }) => ({
      typed: '',
      packed: ' xsi:type="xs:base64Binary"',
      missing: `<${tag} xsi:nil="true"/>`,
    }),
  });

/** Rows as the minimal mode of CSV2RDF makes resources of them, in RDF/XML: a blank node each, its fields properties. */
export const planRdf = (query: Query, info: TableInfo, namespace: string): TextExport =>
  rowsOf(query, info, {
    start: `${HEAD}<rdf:RDF xmlns:rdf="${RDF}" xmlns:f="${escapeAttribute(namespace)}">\n`,
    end: '</rdf:RDF>\n',
    row: 'rdf:Description',
    tagOf: (name) => `f:${xmlName(name)}`,
    marksOf: (value) => {
      const iri = dataTypeOf(value);
      return {
        typed: iri === null ? '' : ` rdf:datatype="${iri}"`,
        packed: ` rdf:datatype="${SCHEMA}#base64Binary"`,
        missing: '',
      };
    },
  });

const RDF_TYPES: Record<Exclude<ValueType, 'text' | 'geometry' | 'datetime'>, string> = {
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
};

function dataTypeOf({ type, isApproximate }: Value): string | null {
  if (type === 'text') return null;
  if (type === 'geometry') return 'http://www.opengis.net/ont/geosparql#wktLiteral';
  if (type === 'datetime') return `${SCHEMA}#dateTime`;
  return `${SCHEMA}#${isApproximate ? 'double' : RDF_TYPES[type]}`;
}

interface Style {
  start: string;
  end: string;
  row: string;
  tagOf(name: string): string;
  marksOf(value: Value): ElementMarks;
}

function rowsOf(query: Query, info: TableInfo, { start, end, row, tagOf, marksOf }: Style): TextExport {
  const statement = compileExport(query, info, ({ values }, parameters) => {
    const cells = query.select.map(({ name, expression: { type, kind } }, index) => {
      const isApproximate = type === 'decimal' && kind !== 'name';
      const value = { sql: values[index] ?? 'NULL', type, isApproximate, tag: tagOf(name) };
      return elementSql(value, marksOf(value), parameters);
    });
    return [`concat('<${row}>', ${cells.join(', ')}, '</${row}>')`];
  });
  return { statement, options: AS_IT_IS, dress: (bytes) => between(start, bytes, end) };
}

async function* between(start: string, bytes: AsyncIterable<Uint8Array>, end: string) {
  let begun = false;
  for await (const chunk of bytes) {
    if (!begun) yield Buffer.from(start);
    begun = true;
    yield chunk;
  }
  yield Buffer.from(begun ? end : start + end);
}
