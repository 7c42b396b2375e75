import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { ByDataset, Literals, Nullable } from '../api/views.ts';
import { DatasetState } from '../datasets/datasets.operations.ts';
import { OpenClass, UpdateFrequency } from '../datasets/list-entry.schema.ts';
import { ColumnType } from '../reading/reading.schema.ts';

export const NODE_KINDS = ['dataset', 'publisher', 'domain', 'field', 'place'] as const;
export const NodeKind = Literals(NODE_KINDS);
export type NodeKind = (typeof NODE_KINDS)[number];

/** A dataset, body, domain, field or district, by what its address needs and its page shows. */
export const GraphNode = Type.Object({
  kind: NodeKind,
  /** Code of a dataset, body or domain; the plain name of a field or district. */
  key: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  /** Datasets on the list that it has or that have it; of a dataset its rows. */
  size: Type.Integer(),
  /** Of a dataset. */
  dataset: Nullable(
    Type.Object({ openClass: OpenClass, state: DatasetState, updateFrequency: UpdateFrequency }),
  ),
});
export type GraphNode = Static<typeof GraphNode>;

const Overlap = Type.Object({
  own: Type.Integer({ description: 'Different values here' }),
  other: Type.Integer({ description: 'Different values there' }),
  common: Type.Integer({ description: 'Values that both have' }),
});

/** A field here and one there that mean the same by name and type. */
export const JoinWay = Type.Object({
  field: Type.String({ description: 'The key under which the graph knows it' }),
  own: Type.Object({ name: Type.String(), label: Type.String() }),
  other: Type.Object({ name: Type.String(), label: Type.String() }),
  type: ColumnType,
  /** null: by name only; values of data that is not open are never looked at. */
  overlap: Nullable(Overlap),
  /** Whether each value stands in one row only, here and there; null while unknown. */
  ownUnique: Nullable(Type.Boolean()),
  otherUnique: Nullable(Type.Boolean()),
});
export type JoinWay = Static<typeof JoinWay>;

export const RelatedDataset = Type.Object({
  dataset: GraphNode,
  publisher: Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }),
  /** The best first; none where the publisher, the domain or the area alone is shared. */
  ways: Type.Array(JoinWay),
  shares: Type.Array(Literals(['publisher', 'domain', 'place'])),
});
export type RelatedDataset = Static<typeof RelatedDataset>;

export const Related = Type.Object({ items: Type.Array(RelatedDataset), total: Type.Integer() });
export type Related = Static<typeof Related>;

/** Neighbours of one kind, reached through what names the link. */
export const GraphGroup = Type.Object({
  kind: NodeKind,
  /** What is shared with those in it: a field or a domain; null where the kind says it. */
  through: Nullable(GraphNode),
  total: Type.Integer(),
  items: Type.Array(GraphNode),
});
export type GraphGroup = Static<typeof GraphGroup>;

export const Neighbourhood = Type.Object({
  focus: GraphNode,
  /** What it belongs to. */
  places: Type.Array(GraphGroup),
  /** What it leads to, each group through a field or a domain. */
  branches: Type.Array(GraphGroup),
});
export type Neighbourhood = Static<typeof Neighbourhood>;

const FieldRow = Type.Object({
  field: GraphNode,
  /** Datasets with it by domain, in the order of `domains`. */
  counts: Type.Array(Type.Integer()),
});

export const FieldMatrix = Type.Object({
  datasets: Type.Integer(),
  fields: Type.Integer({ description: 'Different fields by which datasets can be joined' }),
  domains: Type.Array(GraphNode),
  rows: Type.Array(FieldRow),
});
export type FieldMatrix = Static<typeof FieldMatrix>;

const tag = 'Discovery';

export const listRelated = operation({
  id: 'listRelated',
  method: 'GET',
  path: '/datasets/{id}/related',
  summary:
    'Datasets that this one can be joined with: by which field, and of published data how many values were found on both sides (xz-25-6)',
  tag,
  params: ByDataset,
  query: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 50, default: 12 }) }),
  response: Related,
  problems: ['not-found'],
});

export const getDatasetGraph = operation({
  id: 'getDatasetGraph',
  method: 'GET',
  path: '/datasets/{id}/graph',
  summary: 'The neighbourhood of a dataset in the resource graph',
  tag,
  params: ByDataset,
  response: Neighbourhood,
  problems: ['not-found'],
});

export const getNeighbourhood = operation({
  id: 'getNeighbourhood',
  method: 'GET',
  path: '/graph/{kind}/{key}',
  summary: 'The neighbourhood of a dataset, body, domain, field or district in the resource graph',
  tag,
  params: Type.Object({ kind: NodeKind, key: Type.String({ minLength: 1, maxLength: 500 }) }),
  response: Neighbourhood,
  problems: ['not-found'],
});

export const getFieldMatrix = operation({
  id: 'getFieldMatrix',
  method: 'GET',
  path: '/graph',
  summary: 'Which fields connect which domains: the resource graph as a matrix, the way into it',
  tag,
  query: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 24 }) }),
  response: FieldMatrix,
  problems: [],
});
