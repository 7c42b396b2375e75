import { printQuery } from '../../../rules/expressions/print.ts';
import type { Query } from '../../../rules/expressions/query-tree.ts';
import { encodeTile, type TileFeature } from '../../../rules/maps/mvt-encode.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Bounds } from '../database.ts';
import type { EngineTable, TileOf } from '../engine.types.ts';
import type { Loan } from '../pool.ts';
import { cutTile } from './cut-tile.ts';
import type { Layer } from './layer.ts';
import { readLayer, type DrawnSource } from './read-layer.ts';
import { rowTags } from './row-tags.ts';
import { tagBatches } from './tag-batches.ts';

/** Of all layers together that are kept for the next tile. */
const LAYERS_BYTES = 160 * 2 ** 20;
/** Once for a version and a condition: it reads every row. */
const READING_MS = 20_000;
const LAYER = 'rows';

/** Lends a connection that knows the table, for as long as the work runs. */
export type Lend = <T>(work: (loan: Loan) => Promise<T>) => Promise<T>;

export interface Maps {
  layer(table: EngineTable, query: Query, source: DrawnSource, lend: Lend, bounds: Bounds): Promise<Layer>;
  tile(table: EngineTable, query: Query, at: TileOf, lend: Lend, bounds: Bounds): Promise<Uint8Array>;
}

const keyOf = ({ version, path }: EngineTable, query: Query, source: DrawnSource): string =>
  `${version ?? path} ${JSON.stringify(source)} ${printQuery(query)}`;

/** Where rows are, read once for all tiles of a table and a query; the layers used last are kept. */
export function createMaps(): Maps {
  const kept = new Map<string, Promise<Layer>>();
  const sizes = new Map<string, number>();
  const batched = tagBatches();

  const forgetOldest = (): void => {
    let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const key of kept.keys()) {
      if (bytes <= LAYERS_BYTES) return;
      bytes -= sizes.get(key) ?? 0;
      sizes.delete(key);
      kept.delete(key);
    }
  };
  const layer: Maps['layer'] = (table, query, source, lend, bounds) => {
    const key = keyOf(table, query, source);
    const known = kept.get(key);
    kept.delete(key);
    const made =
      known ?? lend((loan) => readLayer(loan, query, source, { ...bounds, timeoutMs: READING_MS }));
    kept.set(key, made);
    // Whoever read it may have been stopped: then the next one reads.
    if (known) return known.catch((error: unknown) => again(error, table, query, source, lend, bounds));
    return made.then(
      (read) => {
        sizes.set(key, read.bytes);
        forgetOldest();
        return read;
      },
      (error: unknown) => {
        if (kept.get(key) === made) kept.delete(key);
        throw error;
      },
    );
  };
  const again = (error: unknown, ...asked: Parameters<Maps['layer']>): Promise<Layer> => {
    if (error instanceof Problem && error.code === 'too-large') throw error;
    return layer(...asked);
  };
  return {
    layer,
    async tile(table, query, { source, tile, unnumbered = false }, lend, bounds) {
      const { features, rows } = cutTile(await layer(table, query, source, lend, bounds), tile);
      const shown = ({ id, ...feature }: TileFeature): TileFeature =>
        unnumbered || id === undefined ? feature : { ...feature, id };
      if (rows.length === 0) return encodeTile(LAYER, features.map(shown));
      const tags = await batched(keyOf(table, query, source), rows, (all) =>
        lend((loan) => rowTags(loan, query, all, bounds)),
      );
      return encodeTile(
        LAYER,
        features.map((feature) => shown({ ...feature, tags: tags.get(feature.id ?? -1) ?? {} })),
      );
    },
  };
}
