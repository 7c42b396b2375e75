import type { GraphNode } from '../../../rules/graph/graph.operations.ts';
import type { Profile } from '../../../rules/profile/profile.schema.ts';
import type { BookState } from '../../open-list/open-list-book.ts';
import type { Listed } from '../../open-list/listed.ts';
import { commonType, type JoinIndex, type Place } from '../../open-list/join-index.ts';

/** The open list by what its datasets belong to; of one revision of the book. */
export interface OpenListGraph {
  revision: number;
  size: number;
  joins: JoinIndex;
  byCode: ReadonlyMap<string, Listed>;
  publishers: ReadonlyMap<string, Listed[]>;
  domains: ReadonlyMap<string, Listed[]>;
  places: ReadonlyMap<string, Listed[]>;
  placesOf(dataset: Listed): string[];
  datasetNode(dataset: Listed): GraphNode;
  publisherNode(code: string): GraphNode;
  domainNode(code: string): GraphNode;
  fieldNode(key: string): GraphNode;
  placeNode(name: string): GraphNode;
  /** Where a field stands in the type that most tables give it. */
  fieldPlaces(key: string): Place[];
}

const grouped = (
  datasets: Iterable<Listed>,
  keysOf: (dataset: Listed) => readonly string[],
): Map<string, Listed[]> => {
  const groups = new Map<string, Listed[]>();
  for (const dataset of datasets) {
    for (const key of keysOf(dataset)) {
      const group = groups.get(key);
      if (group) group.push(dataset);
      else groups.set(key, [dataset]);
    }
  }
  return groups;
};

const node = (kind: GraphNode['kind'], key: string, rest: Partial<GraphNode>): GraphNode => ({
  ...{ kind, key, name: key, nameEn: '', size: 0, dataset: null },
  ...rest,
});

export function openListGraph({ revision, datasets, joins }: BookState, profile: Profile): OpenListGraph {
  const all = [...datasets.values()].sort((one, other) => timeOf(other) - timeOf(one));
  /** The district of its body, and those that its area names. */
  const placesOf = ({ publisher, area }: Listed): string[] => [
    ...new Set([
      ...(publisher.district === null ? [] : [publisher.district]),
      ...(area === '' ? [] : profile.districts.filter((district) => area.includes(district))),
    ]),
  ];
  const publishers = grouped(all, ({ publisher }) => [publisher.code]);
  const domains = grouped(all, ({ domain }) => (domain === '' ? [] : [domain]));
  const places = grouped(all, placesOf);
  const domainNames = new Map(profile.domains.map(({ code, name }) => [code, name]));

  const fieldPlaces = (key: string): Place[] => {
    const found = joins.placesOf(key);
    const type = commonType(found);
    return found.filter(({ field }) => field.type === type);
  };
  return {
    ...{ revision, joins, publishers, domains, places, placesOf, fieldPlaces },
    size: all.length,
    byCode: new Map(all.map((dataset) => [dataset.code, dataset])),
    datasetNode: ({ code, name, openClass, state, frequency, served }) =>
      node('dataset', code, {
        name,
        size: served?.manifest.rows ?? 0,
        dataset: { openClass, state, updateFrequency: frequency },
      }),
    publisherNode: (code) => {
      const group = publishers.get(code) ?? [];
      const { name = code, nameEn = '' } = group[0]?.publisher ?? {};
      return node('publisher', code, { name, nameEn, size: group.length });
    },
    domainNode: (code) => {
      const names = domainNames.get(code);
      const size = domains.get(code)?.length ?? 0;
      return node('domain', code, { name: names?.['zh-CN'] ?? code, nameEn: names?.en ?? '', size });
    },
    fieldNode: (key) => {
      const found = fieldPlaces(key);
      return node('field', key, { name: commonName(found) || key, size: found.length });
    },
    placeNode: (name) => node('place', name, { size: places.get(name)?.length ?? 0 }),
  };
}

const timeOf = ({ dataUpdatedAt, listedAt }: Listed): number => (dataUpdatedAt ?? listedAt)?.getTime() ?? 0;

/** What most tables call it. */
function commonName(places: readonly Place[]): string {
  const counts = new Map<string, number>();
  for (const { field } of places) {
    const name = field.label || field.name;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))[0]?.[0] ?? '';
}
