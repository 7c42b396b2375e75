import { turned, type Overlap } from '../../../rules/graph/join-fields.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { VersionManifest } from '../../../rules/versions/version.schema.ts';
import type { Services } from '../../context.ts';
import { Recent } from '../../recent.ts';

/** A field of a published version that anyone may take. */
export interface OpenField {
  version: { id: string; manifest: VersionManifest };
  field: string;
}
export type FieldPair = readonly [own: OpenField, other: OpenField];

type Needed = Pick<Services, 'db' | 'engine' | 'objects' | 'log'>;

/** Pairs that are remembered: what a file holds never changes. */
const MOST_KNOWN = 50_000;
/** Pairs that wait for their turn; a page asks for a dozen. */
const MOST_WAITING = 200;
/** How long whoever asks waits; what comes later stands in the next answer. */
const PATIENCE_MS = 50;

interface Measuring {
  /** null: it took too long or too much, and is not tried again. */
  known: Recent<{ overlap: Overlap | null }>;
  waiting: Map<string, Promise<void>>;
  last: Promise<void>;
}
const measurings = new WeakMap<object, Measuring>();

function measuringOf({ db }: Needed): Measuring {
  const found = measurings.get(db);
  if (found) return found;
  const fresh: Measuring = { known: new Recent(MOST_KNOWN), waiting: new Map(), last: Promise.resolve() };
  measurings.set(db, fresh);
  return fresh;
}

const nameOf = ({ version, field }: OpenField): string => `${version.manifest.data.digest} ${field}`;
const inOrder = (pair: FieldPair): FieldPair =>
  nameOf(pair[0]) <= nameOf(pair[1]) ? pair : [pair[1], pair[0]];
const keyOf = (pair: FieldPair): string => inOrder(pair).map(nameOf).join('\n');

/**
 * How many values each pair of fields shares, in the order asked for; null where it is not known yet, or cannot be
 * known within the limits of a page. Each pair is measured once, one at a time.
 */
export async function overlapsOf(services: Needed, pairs: readonly FieldPair[]): Promise<(Overlap | null)[]> {
  const measuring = measuringOf(services);
  const begun = pairs.flatMap((pair) => measure(services, measuring, inOrder(pair)) ?? []);
  if (begun.length > 0) {
    const patience = Promise.withResolvers<null>();
    const timer = setTimeout(() => patience.resolve(null), PATIENCE_MS);
    await Promise.race([Promise.all(begun), patience.promise]).finally(() => clearTimeout(timer));
  }
  return pairs.map((pair) => {
    const overlap = measuring.known.get(keyOf(pair))?.overlap ?? null;
    return overlap && (inOrder(pair) === pair ? overlap : turned(overlap));
  });
}

/** Begins to measure what is not known; undefined where nothing is to be waited for. */
function measure(services: Needed, measuring: Measuring, pair: FieldPair): Promise<void> | undefined {
  const key = keyOf(pair);
  if (measuring.known.get(key)) return undefined;
  const waiting = measuring.waiting.get(key);
  if (waiting || measuring.waiting.size >= MOST_WAITING) return waiting;
  const done = measuring.last.then(async () => {
    try {
      measuring.known.set(key, { overlap: await overlapIn(services, pair) });
    } catch (error) {
      if (isBeyond(error)) measuring.known.set(key, { overlap: null });
      else services.log.warn(error, 'two fields could not be compared');
    }
    measuring.waiting.delete(key);
  });
  measuring.last = done;
  measuring.waiting.set(key, done);
  return done;
}

const isBeyond = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'query-timeout' || error.code === 'too-large');

async function overlapIn({ engine, objects }: Needed, [own, other]: FieldPair): Promise<Overlap> {
  using ownFile = await objects.hold(own.version.manifest.data.digest);
  using otherFile = await objects.hold(other.version.manifest.data.digest);
  const fieldOf = ({ version: { id, manifest }, field }: OpenField, path: string) => ({
    table: { path, columns: manifest.columns, rows: manifest.rows, version: id },
    field,
  });
  return await engine.overlap(fieldOf(own, ownFile.path), fieldOf(other, otherFile.path));
}
