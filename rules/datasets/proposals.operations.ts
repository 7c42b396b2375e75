import { Type } from 'typebox';
import { operation } from '../api/operation.ts';
import { ByDataset } from '../api/views.ts';
import { Proposal } from './proposals.ts';

export const getProposals = operation({
  id: 'getProposals',
  method: 'GET',
  path: '/datasets/{id}/draft/proposals',
  summary:
    'Words for what the kept draft leaves empty, from its catalogue entry, like datasets and the file; a person takes or leaves them',
  tag: 'Open list',
  params: ByDataset,
  response: Type.Object({ items: Type.Array(Proposal) }),
  problems: ['not-found'],
});
