import iconv from 'iconv-lite';
import type { Query } from '../../rules/expressions/query-tree.ts';
import { neutralOf, textOf } from './cell-text.ts';
import { compileExport, objectSql } from './compile-query.ts';
import type { ExportOptions, TextFormat } from './engine.types.ts';
import { planRdf, planXml } from './export-xml.ts';
import { quoteName } from './sql-text.ts';
import type { TableInfo } from './table-info.ts';
import { AS_IT_IS, type TextExport } from './text-export.ts';

interface TextOrder {
  query: Query;
  format: TextFormat;
  options: ExportOptions;
}

/** How the engine writes a format by itself. */
export function planText(info: TableInfo, { query, format, options }: TextOrder): TextExport {
  switch (format) {
    case 'csv':
      return delimited(query, info, ',', options);
    case 'tsv':
      return delimited(query, info, '\t', options);
    case 'json':
      return jsonArray(query, info);
    case 'ndjson':
      return ndjson(query, info);
    case 'parquet':
      return parquet(query, info);
    case 'xml':
      return planXml(query, info);
    case 'rdf':
      return planRdf(query, info, options.namespace ?? 'urn:kaishu:fields#');
  }
}

type Bytes = AsyncIterable<Uint8Array>;
const utf8 = new TextEncoder();

/** Delimited text. The header is ours, so that names can be anything; missing is empty, an empty text is `""`. */
function delimited(query: Query, info: TableInfo, delimiter: ',' | '\t', options: ExportOptions): TextExport {
  const neutralise = options.neutraliseFormulas ?? false;
  const statement = compileExport(query, info, ({ values }) =>
    values.map((sql, index) => {
      const type = query.select[index]?.expression.type ?? 'text';
      if (type === 'text' && neutralise) return neutralOf(sql);
      // COPY writes the others as `textOf` does, without looking for quotes in them.
      return type === 'datetime' ? textOf(sql, type) : sql;
    }),
  );
  const names = query.select.map(({ name }) => (neutralise && /^[=+\-@\t\r]/.test(name) ? `'${name}` : name));
  const header = `${names.map((name) => quotedCell(name, delimiter)).join(delimiter)}\n`;
  const start = `${options.bom ? '\uFEFF' : ''}${header}`;
  const encode = options.encoding === 'gb18030' ? toGb18030 : (bytes: Bytes) => bytes;
  return {
    statement,
    options: `FORMAT csv, HEADER false, DELIMITER '${delimiter}', QUOTE '"', ESCAPE '"', NULLSTR ''`,
    dress: (bytes) => encode(after(utf8.encode(start), bytes)),
  };
}

const quotedCell = (text: string, delimiter: string): string =>
  text === '' || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const ndjson = (query: Query, info: TableInfo): TextExport => ({
  statement: compileExport(query, info, ({ values }, parameters) => [
    objectSql(query.select, values, parameters),
  ]),
  options: AS_IT_IS,
  dress: (bytes) => bytes,
});

/** Every row begins with a comma, the first of which becomes the array's bracket. */
const jsonArray = (query: Query, info: TableInfo): TextExport => ({
  statement: compileExport(query, info, ({ values }, parameters) => [
    `',' || ${objectSql(query.select, values, parameters)}`,
  ]),
  options: AS_IT_IS,
  dress: bracketed,
});

async function* bracketed(bytes: Bytes): Bytes {
  let first = true;
  for await (const chunk of bytes) {
    if (first) yield utf8.encode('[');
    yield first ? chunk.subarray(1) : chunk;
    first = false;
  }
  yield utf8.encode(first ? '[]' : ']');
}

async function* after(start: Uint8Array, bytes: Bytes): Bytes {
  let first = true;
  for await (const chunk of bytes) {
    if (first) yield start;
    first = false;
    yield chunk;
  }
  if (first) yield start;
}

async function* toGb18030(bytes: Bytes): Bytes {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = iconv.getEncoder('gb18030');
  for await (const chunk of bytes) yield encoder.write(decoder.decode(chunk, { stream: true }));
  const rest = encoder.end();
  if (rest) yield rest;
}

/** A Parquet file of its own; integers beyond 64 bits become decimals, which Parquet can hold. */
const parquet = (query: Query, info: TableInfo): TextExport => ({
  statement: compileExport(query, info, ({ values }) =>
    values.map((sql, index) => {
      const item = query.select[index];
      const isComputed = item?.expression.type === 'integer' && item.expression.kind !== 'name';
      return `${isComputed ? `CAST(${sql} AS DECIMAL(38,0))` : sql} AS ${quoteName(item?.name ?? '')}`;
    }),
  ),
  options: 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768',
  dress: (bytes) => bytes,
});
