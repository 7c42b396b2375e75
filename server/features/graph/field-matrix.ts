import type { FieldMatrix } from '../../../rules/graph/graph.operations.ts';
import { sayingOf } from '../../../rules/graph/join-fields.ts';
import type { OpenListGraph } from './open-list-graph.ts';

interface Row {
  key: string;
  counts: Map<string, number>;
  saying: number;
}

/** The fields that tell most about which domains can be joined, each with its datasets by domain. */
export function fieldMatrix(graph: OpenListGraph): FieldMatrix {
  const domains = [...graph.domains]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([domain]) => domain);
  const rows: Row[] = [];
  let fields = 0;
  for (const key of graph.joins.keys()) {
    const row = rowOf(graph, key);
    if (!row) continue;
    fields += 1;
    if (row.counts.size > 1) rows.push(row);
  }
  rows.sort((one, other) => other.saying - one.saying || (one.key < other.key ? -1 : 1));
  return {
    datasets: graph.size,
    fields,
    domains: domains.map(graph.domainNode),
    rows: rows.slice(0, MOST).map(({ key, counts }) => ({
      field: graph.fieldNode(key),
      counts: domains.map((domain) => counts.get(domain) ?? 0),
    })),
  };
}

/** As many as can be asked for. */
const MOST = 200;

/** null where it joins nothing: one table alone has it, or it is another name of a field that has its row. */
function rowOf(graph: OpenListGraph, key: string): Row | null {
  const places = graph.fieldPlaces(key).filter(({ field }) => field.keys[0] === key);
  const [first] = places;
  if (!first || places.length < 2) return null;
  const counts = new Map<string, number>();
  for (const { dataset } of places) counts.set(dataset.domain, (counts.get(dataset.domain) ?? 0) + 1);
  const saying =
    sayingOf(first.field.type, places.length, graph.size) * Math.log(places.length) * counts.size;
  return { key, counts, saying };
}
