import {
  getDatasetGraph,
  getFieldMatrix,
  getNeighbourhood,
  listRelated,
} from '../../../rules/graph/graph.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { graphOfDataset, matrix, neighbourhood, related } from './graph.use-cases.ts';

export { related as relatedDatasets } from './graph.use-cases.ts';
export const graphOperations: readonly Handled[] = [
  handle(listRelated, related),
  handle(getDatasetGraph, graphOfDataset),
  handle(getNeighbourhood, neighbourhood),
  handle(getFieldMatrix, matrix),
];
