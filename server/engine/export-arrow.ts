import { arrowColumn } from './arrow-columns.ts';
import { arrowType, batchMessage, END_OF_STREAM, schemaMessage, type ArrowField } from './arrow-schema.ts';
import { compileExport } from './compile-query.ts';
import type { ValueChunk } from './database.ts';
import type { Encode } from './encoding.ts';

const CASTS: Readonly<Partial<Record<string, string>>> = {
  date: 'DATE',
  datetime: 'TIMESTAMP',
  time: 'TIME',
  geometry: 'VARCHAR',
};

/** An Arrow IPC stream: the schema, a batch of rows for each of the engine's chunks, an end. */
export const encodeArrow: Encode = async function* ({ loan, order, stop }) {
  const { select } = order.query;
  const { sql, parameters } = compileExport(order.query, loan.info, ({ values }) =>
    values.map((value, index) => {
      const cast = CASTS[select[index]?.expression.type ?? 'text'];
      return cast ? `CAST(${value} AS ${cast})` : value;
    }),
  );
  let fields: ArrowField[] | null = null;
  const fieldsOf = ({ types }: ValueChunk): ArrowField[] =>
    types.map((type, index) => ({
      name: select[index]?.name ?? '',
      type: arrowType(type),
      isGeometry: select[index]?.expression.type === 'geometry',
    }));
  for await (const chunk of loan.connection.valueChunks(sql, parameters, { stop })) {
    if (!fields) yield schemaMessage((fields = fieldsOf(chunk)));
    if (chunk.rows === 0) continue;
    yield batchMessage(
      chunk.rows,
      fields.map(({ type }, index) => arrowColumn(type, chunk.columns[index] ?? [])),
    );
  }
  yield END_OF_STREAM;
};
