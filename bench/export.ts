import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { once } from 'node:events';
import { DuckDBInstance } from '@duckdb/node-api';
import { readQuery } from '../rules/expressions/read-query.ts';
import { createEngine, type EngineTable } from '../server/engine/index.ts';
import { closeIngest, convertFile, inspectFile } from '../server/ingest/index.ts';
import { tripsFile, TRIPS_ROWS } from './data/trips.ts';
import { alternate, timed, type Figure } from './figure.ts';

const ROUNDS = 3;

/** The whole table to an HTTP client. */
export const exportFigure: Figure = {
  yardstick: 'DuckDB COPY of the same Parquet to a file',
  run: async (say) => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'kaishu-bench-'));
    const temporaryDirectory = path.join(scratch, 'engine');
    const settings = { memoryLimit: '512MB', threads: 2, allowedDirectories: [scratch], temporaryDirectory };
    const engine = await createEngine(settings);
    try {
      say('preparing the table');
      const table = await prepare(path.join(scratch, 'trips.parquet'));
      const query = readQuery({}, table.columns);
      const server = createServer((_request, response) => {
        void engine
          .export(table, query, 'csv')
          .then((bytes) => pipeline(Readable.from(bytes, { objectMode: false }), response));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      say('CSV');
      const measured = await alternate(
        ROUNDS,
        () => timed(() => drain(port)),
        () => timed(() => copyToFile(table.path, path.join(scratch, 'copy.csv'))),
      );
      server.close();
      const ratio = measured.yardstick / measured.ours;
      const note = `${((TRIPS_ROWS / measured.ours) * 1000).toFixed(0)} rows/s; the ratio is of speeds`;
      return [
        { work: `${TRIPS_ROWS} × 20 as CSV over HTTP`, ...measured, unit: 'ms', ratio, reach: '≥ 0.8', note },
      ];
    } finally {
      await engine.close();
      await closeIngest();
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function prepare(out: string): Promise<EngineTable> {
  const file = await tripsFile();
  const reading = await inspectFile(file, 'trips.csv');
  const { rows, columns } = await convertFile(file, reading, {}, out);
  return { path: out, rows, columns: columns.map(({ name, label, type }) => ({ name, label, type })) };
}

async function drain(port: number): Promise<void> {
  const asked = get({ port, host: '127.0.0.1', agent: false });
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer>];
  let bytes = 0;
  for await (const part of answer) bytes += part.length;
  if (bytes < 1_000_000) throw new Error(`an export of ${bytes} bytes`);
}

async function copyToFile(table: string, out: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  await connection.run(`copy (select * from read_parquet('${table}')) to '${out}' (format csv, header true)`);
  connection.closeSync();
  instance.closeSync();
}
