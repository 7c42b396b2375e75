import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { grow, noBounds, type Geometry } from '../../rules/reading/geo/geometry.ts';
import { Problem } from '../../rules/problems/problems.ts';
import { dbaseHead, dbaseRecord, type DbaseField } from './dbase.ts';
import { shapeHead, shapeRecord, type LayerName } from './shape-records.ts';

/** What each file of a shapefile can hold, bytes: its lengths are 32 bits with a sign. */
const SHAPEFILE_BYTES = 2 ** 31 - 1;
const FLUSH_BYTES = 1024 ** 2;
const HEAD_BYTES = 100;

/** Shapes of one type with their rows, being written. */
export interface ShapefileLayer {
  /** The three files, complete only after `finish`. */
  paths: readonly { ending: string; path: string }[];
  /** Throws `too-large`. */
  add(geometry: Geometry | null, cells: readonly (string | null)[]): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

export async function createLayer(
  directory: string,
  name: LayerName,
  fields: readonly DbaseField[],
): Promise<ShapefileLayer> {
  const paths = ['shp', 'shx', 'dbf'].map((ending) => ({
    ending,
    path: join(directory, `${name}.${ending}`),
  }));
  const [shapes, index, rows] = await Promise.all(paths.map(({ path }) => createPart(path)));
  if (!shapes || !index || !rows) throw new Error('a layer has three files');
  const bounds = noBounds();
  const head = dbaseHead(fields, 0);
  await Promise.all([
    shapes.append(Buffer.alloc(HEAD_BYTES)),
    index.append(Buffer.alloc(HEAD_BYTES)),
    rows.append(head),
  ]);
  let count = 0;
  return {
    paths,
    async add(geometry, cells) {
      const content = shapeRecord(geometry);
      const place = Buffer.alloc(8);
      place.writeInt32BE(shapes.length() / 2, 0);
      place.writeInt32BE(content.length / 2, 4);
      count += 1;
      const recordHead = Buffer.from(place);
      recordHead.writeInt32BE(count, 0);
      if (geometry) grow(bounds, geometry);
      await shapes.append(Buffer.concat([recordHead, content]));
      await index.append(place);
      await rows.append(dbaseRecord(fields, cells));
    },
    async finish() {
      await rows.append(Buffer.from([0x1a]));
      await shapes.rewriteHead(shapeHead(name, shapes.length(), bounds));
      await index.rewriteHead(shapeHead(name, index.length(), bounds));
      await rows.rewriteHead(dbaseHead(fields, count));
    },
    async close() {
      await Promise.all([shapes, index, rows].map((part) => part.close()));
    },
  };
}

interface Part {
  length(): number;
  append(bytes: Buffer): Promise<void>;
  rewriteHead(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** A file that is written in large pieces. */
async function createPart(path: string): Promise<Part> {
  const file: FileHandle = await open(path, 'wx', 0o600);
  let waiting: Buffer[] = [];
  let held = 0;
  let length = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    held = 0;
    await file.appendFile(bytes);
  };
  return {
    length: () => length,
    async append(bytes) {
      waiting.push(bytes);
      held += bytes.length;
      length += bytes.length;
      if (length > SHAPEFILE_BYTES) throw new Problem('too-large', { limit: SHAPEFILE_BYTES });
      if (held > FLUSH_BYTES) await flush();
    },
    async rewriteHead(bytes) {
      await flush();
      await file.write(bytes, 0, bytes.length, 0);
    },
    close: () => file.close(),
  };
}
