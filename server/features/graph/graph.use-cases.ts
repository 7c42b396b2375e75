import type {
  getDatasetGraph,
  getFieldMatrix,
  getNeighbourhood,
  listRelated,
  FieldMatrix,
  Neighbourhood,
  NodeKind,
} from '../../../rules/graph/graph.operations.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Services } from '../../context.ts';
import { openListBookOf } from '../../open-list/open-list-book.ts';
import type { Listed } from '../../open-list/listed.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { Recent } from '../../recent.ts';
import { fieldMatrix } from './field-matrix.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { openListGraph, type OpenListGraph } from './open-list-graph.ts';
import { relatedTo } from './related.ts';

interface Remembered {
  graph: OpenListGraph;
  matrix: FieldMatrix | null;
  around: Recent<Neighbourhood>;
}
/** Answers of one revision of the list, by its store. */
const remembered = new WeakMap<object, Remembered>();
const MOST_NEIGHBOURHOODS = 2000;

async function graphOf(services: Services): Promise<Remembered> {
  const state = await openListBookOf(services).now();
  const known = remembered.get(services.db);
  if (known?.graph.revision === state.revision) return known;
  const graph = openListGraph(state, services.profile);
  const fresh: Remembered = { graph, matrix: null, around: new Recent(MOST_NEIGHBOURHOODS) };
  remembered.set(services.db, fresh);
  return fresh;
}

/** By id or code; what is not on the list is not there. */
function listedIn({ graph }: Remembered, ref: string): Listed {
  const found = graph.byCode.get(ref) ?? [...graph.byCode.values()].find(({ id }) => id === ref);
  if (!found) throw new Problem('not-found');
  return found;
}

function around(known: Remembered, kind: NodeKind, key: string): Neighbourhood {
  const name = `${kind} ${key}`;
  const found = known.around.get(name) ?? neighbourhoodOf(known.graph, kind, key);
  if (!found) throw new Problem('not-found');
  known.around.set(name, found);
  return found;
}

export const related: UseCase<typeof listRelated> = async ({ services }, { id, limit }) => {
  const known = await graphOf(services);
  return relatedTo(services, known.graph, listedIn(known, id), limit);
};

export const graphOfDataset: UseCase<typeof getDatasetGraph> = async ({ services }, { id }) => {
  const known = await graphOf(services);
  return around(known, 'dataset', listedIn(known, id).code);
};

export const neighbourhood: UseCase<typeof getNeighbourhood> = async ({ services }, { kind, key }) => {
  const known = await graphOf(services);
  return around(known, kind, kind === 'dataset' ? listedIn(known, key).code : key);
};

export const matrix: UseCase<typeof getFieldMatrix> = async ({ services }, { limit }) => {
  const known = await graphOf(services);
  known.matrix ??= fieldMatrix(known.graph);
  return { ...known.matrix, rows: known.matrix.rows.slice(0, limit) };
};
