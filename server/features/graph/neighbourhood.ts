import type {
  GraphGroup,
  GraphNode,
  Neighbourhood,
  NodeKind,
} from '../../../rules/graph/graph.operations.ts';
import { sayingOf } from '../../../rules/graph/join-fields.ts';
import type { Listed } from '../../open-list/listed.ts';
import type { OpenListGraph } from './open-list-graph.ts';

/** Only what one can take in at a glance is drawn; the rest is counted. */
const MOST_BRANCHES = 7;
const MOST_ITEMS = 6;
const MOST_PLACES = 8;

/** What lies around one node; null where there is none. */
export function neighbourhoodOf(graph: OpenListGraph, kind: NodeKind, key: string): Neighbourhood | null {
  switch (kind) {
    case 'dataset': {
      const dataset = graph.byCode.get(key);
      return dataset ? aroundDataset(graph, dataset) : null;
    }
    case 'field':
      return graph.fieldPlaces(key).length > 0 ? aroundField(graph, key) : null;
    case 'publisher':
      return aroundMembers(graph, graph.publishers.get(key), graph.publisherNode(key));
    case 'domain':
      return aroundMembers(graph, graph.domains.get(key), graph.domainNode(key));
    case 'place':
      return aroundPlace(graph, key);
  }
}

/** A group that shows the first of its members. */
const group = (
  kind: NodeKind,
  nodes: readonly GraphNode[],
  { through = null, most = MOST_PLACES }: { through?: GraphNode | null; most?: number } = {},
): GraphGroup => ({ kind, through, total: nodes.length, items: nodes.slice(0, most) });

const filled = (groups: readonly GraphGroup[]): GraphGroup[] => groups.filter(({ total }) => total > 0);

function aroundDataset(graph: OpenListGraph, dataset: Listed): Neighbourhood {
  const byKey = new Map<string, Listed[]>();
  for (const { dataset: other, ways } of graph.joins.joinedWith(dataset).best) {
    const [best] = ways;
    if (best) byKey.set(best.key, [...(byKey.get(best.key) ?? []), other]);
  }
  const { publisher, domain } = dataset;
  return {
    focus: graph.datasetNode(dataset),
    places: filled([
      group('publisher', [graph.publisherNode(publisher.code)]),
      group('domain', domain === '' ? [] : [graph.domainNode(domain)]),
      group('place', graph.placesOf(dataset).map(graph.placeNode)),
    ]),
    branches: [...byKey]
      .slice(0, MOST_BRANCHES)
      .map(([key, others]) =>
        group('dataset', others.map(graph.datasetNode), { through: graph.fieldNode(key), most: MOST_ITEMS }),
      ),
  };
}

/** What each has, the commonest first. */
const counted = (datasets: readonly Listed[], keysOf: (dataset: Listed) => readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const dataset of datasets)
    for (const key of keysOf(dataset)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([key]) => key);
};
const publishersOf = (graph: OpenListGraph, datasets: readonly Listed[]): GraphNode[] =>
  counted(datasets, ({ publisher }) => [publisher.code]).map(graph.publisherNode);
const domainsOf = (datasets: readonly Listed[]): string[] =>
  counted(datasets, ({ domain }) => (domain === '' ? [] : [domain]));

function byDomain(graph: OpenListGraph, datasets: readonly Listed[]): GraphGroup[] {
  return domainsOf(datasets)
    .slice(0, MOST_BRANCHES)
    .map((domain) =>
      group('dataset', datasets.filter((each) => each.domain === domain).map(graph.datasetNode), {
        through: graph.domainNode(domain),
        most: MOST_ITEMS,
      }),
    );
}

function aroundField(graph: OpenListGraph, key: string): Neighbourhood {
  const datasets = graph.fieldPlaces(key).map(({ dataset }) => dataset);
  return {
    focus: graph.fieldNode(key),
    places: filled([
      group('publisher', publishersOf(graph, datasets)),
      group('place', counted(datasets, graph.placesOf).map(graph.placeNode)),
    ]),
    branches: byDomain(graph, datasets),
  };
}

function aroundPlace(graph: OpenListGraph, name: string): Neighbourhood | null {
  const datasets = graph.places.get(name);
  if (!datasets) return null;
  return {
    focus: graph.placeNode(name),
    places: filled([group('publisher', publishersOf(graph, datasets))]),
    branches: byDomain(graph, datasets),
  };
}

/** A body or a domain: what it has, and by which fields it is joined to others of its kind. */
function aroundMembers(
  graph: OpenListGraph,
  members: readonly Listed[] | undefined,
  focus: GraphNode,
): Neighbourhood | null {
  if (!members) return null;
  const { kind, key } = focus;
  const isPublisher = kind === 'publisher';
  return {
    focus,
    places: filled([
      isPublisher
        ? group('domain', domainsOf(members).map(graph.domainNode))
        : group('publisher', publishersOf(graph, members)),
      group('place', counted(members, graph.placesOf).map(graph.placeNode), { most: MOST_ITEMS }),
      group('dataset', members.map(graph.datasetNode)),
    ]),
    branches: connecting(graph, members, ({ domain, publisher }) => (isPublisher ? publisher.code : domain))
      .slice(0, MOST_BRANCHES)
      .map(({ field, others }) =>
        group(
          kind,
          others.filter((each) => each !== key).map(isPublisher ? graph.publisherNode : graph.domainNode),
          { through: graph.fieldNode(field), most: MOST_ITEMS },
        ),
      ),
  };
}

interface Connection {
  field: string;
  others: string[];
  saying: number;
}

/** The fields of members that others have, too, the most telling first. */
function connecting(
  graph: OpenListGraph,
  members: readonly Listed[],
  ownerOf: (dataset: Listed) => string,
): Connection[] {
  const own = new Map<string, number>();
  for (const { fields } of members)
    for (const { keys } of fields) {
      const [key] = keys;
      if (key !== undefined) own.set(key, (own.get(key) ?? 0) + 1);
    }
  const self = members[0] && ownerOf(members[0]);
  return [...own]
    .flatMap(([field, count]): Connection[] => {
      const places = graph.fieldPlaces(field);
      if (places.length <= count) return [];
      const others = counted(
        places.map(({ dataset }) => dataset),
        (dataset) => [ownerOf(dataset)],
      ).filter((each) => each !== self && each !== '');
      const type = places[0]?.field.type ?? 'text';
      const saying = sayingOf(type, places.length, graph.size) * Math.log(1 + Math.min(count, others.length));
      return others.length === 0 ? [] : [{ field, others, saying }];
    })
    .sort((one, other) => other.saying - one.saying || (one.field < other.field ? -1 : 1));
}
