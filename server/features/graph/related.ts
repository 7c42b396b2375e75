import { foundShare, turned, type Overlap } from '../../../rules/graph/join-fields.ts';
import type { JoinWay, Related, RelatedDataset } from '../../../rules/graph/graph.operations.ts';
import type { Services } from '../../context.ts';
import type { JoinedDataset, JoinedFields } from '../../open-list/join-index.ts';
import type { Listed, ListedField } from '../../open-list/listed.ts';
import { overlapsOf, type FieldPair } from './measured-overlaps.ts';
import type { OpenListGraph } from './open-list-graph.ts';

/** Ways of one dataset to another that are told, and of these so many are measured. */
const MOST_WAYS = 4;
const MEASURED_WAYS = 2;
/** Stands for pairs of which only the names are known. */
const BY_NAME = 0.4;

interface Way {
  way: JoinedFields;
  to: Listed;
  overlap: Overlap | null;
}

/** What a dataset can be joined with; where values are open, those that share none come last. */
export async function relatedTo(
  services: Services,
  graph: OpenListGraph,
  dataset: Listed,
  limit: number,
): Promise<Related> {
  const { total, best: looked } = graph.joins.joinedWith(dataset, limit);
  const ways = await measured(services, dataset, looked);
  const items = looked
    .map(({ dataset: other }) => {
      const own = ways.filter(({ to }) => to === other).sort((a, b) => worth(b) - worth(a));
      return { other, own, worth: own.reduce((sum, each) => sum + worth(each), 0) };
    })
    .sort((one, two) => two.worth - one.worth)
    .map(({ other, own }) =>
      relatedDataset(
        graph,
        dataset,
        other,
        own.map((each) => joinWay(dataset, each)),
      ),
    );
  const more = neighbours(graph, dataset, new Set(looked.map(({ dataset: { id } }) => id)));
  const shown = [...items, ...more.map((other) => relatedDataset(graph, dataset, other, []))];
  return { items: shown.slice(0, limit), total };
}

async function measured(
  services: Services,
  dataset: Listed,
  joined: readonly JoinedDataset[],
): Promise<Way[]> {
  const ways = joined.flatMap(({ dataset: to, ways: all }) =>
    all.slice(0, MOST_WAYS).map((way, place) => ({ way, to, pair: openPair(dataset, to, way, place) })),
  );
  const pairs = ways.flatMap(({ pair }) => (pair ? [pair] : []));
  const overlaps = await overlapsOf(services, pairs);
  return ways.map(({ way, to, pair }) => ({
    ...{ way, to },
    overlap: pair ? (overlaps[pairs.indexOf(pair)] ?? null) : null,
  }));
}

/** Values are looked at only where anyone may take them, on both sides. */
function openPair(from: Listed, to: Listed, { own, other }: JoinedFields, place: number): FieldPair | null {
  if (!from.served || !to.served || !own.values || !other.values || place >= MEASURED_WAYS) return null;
  return [
    { version: from.served, field: own.name },
    { version: to.served, field: other.name },
  ];
}

function worth({ way: { saying }, overlap }: Way): number {
  if (!overlap) return saying * BY_NAME;
  return saying * Math.max(foundShare(overlap), foundShare(turned(overlap)));
}

const joinWay = (from: Listed, { way: { key, own, other }, to, overlap }: Way): JoinWay => ({
  field: key,
  own: { name: own.name, label: own.label },
  other: { name: other.name, label: other.label },
  type: own.type,
  overlap,
  ownUnique: isUnique(from, own),
  otherUnique: isUnique(to, other),
});

/** Counts of different values are exact up to so many rows. */
const EXACT_ROWS = 300_000;

function isUnique({ served }: Listed, { values }: ListedField): boolean | null {
  if (!served || !values || served.manifest.rows > EXACT_ROWS) return null;
  return values.nulls === 0 && values.distinct === served.manifest.rows;
}

function relatedDataset(graph: OpenListGraph, from: Listed, to: Listed, ways: JoinWay[]): RelatedDataset {
  const { code, name, nameEn } = to.publisher;
  const own = graph.placesOf(from);
  const shares: RelatedDataset['shares'] = [];
  if (code === from.publisher.code) shares.push('publisher');
  if (from.domain !== '' && to.domain === from.domain) shares.push('domain');
  if (graph.placesOf(to).some((place) => own.includes(place))) shares.push('place');
  return { dataset: graph.datasetNode(to), publisher: { code, name, nameEn }, ways, shares };
}

const MOST_NEIGHBOURS = 4;

/** Of the same body in the same domain, the newest first: what to look at where no field leads on. */
const neighbours = (graph: OpenListGraph, dataset: Listed, known: ReadonlySet<string>): Listed[] =>
  (graph.publishers.get(dataset.publisher.code) ?? [])
    .filter(({ id, domain }) => id !== dataset.id && domain === dataset.domain && !known.has(id))
    .slice(0, MOST_NEIGHBOURS);
