import { Type } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { listDatasets } from '../datasets/datasets.operations.ts';

const { asTyped: _, sort: __, limit: ___, cursor: ____, ...narrowing } = listDatasets.query.properties;

export const followDatasets = operation({
  id: 'followDatasets',
  method: 'GET',
  path: '/datasets.atom',
  summary:
    'A search as an Atom feed: the 50 datasets that fit and changed last; what is opened later comes as a new entry',
  tag: 'Discovery',
  query: Type.Object(narrowing),
  response: Download,
  problems: [],
});
