import { Type } from 'typebox';
import { operation } from '../api/operation.ts';

export const CloseNameView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  publisher: Type.String(),
  likeness: Type.Number({ description: 'Share of common pairs of characters, 0 to 1' }),
});

export const listSimilarNames = operation({
  id: 'listSimilarNames',
  method: 'GET',
  path: '/similar-names',
  summary: 'The names on the open list that are most like one that is being written (xz-9-1)',
  tag: 'Open list',
  query: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    except: Type.Optional(Type.String({ maxLength: 40, description: 'Id of the dataset that is written' })),
    limit: Type.Integer({ minimum: 1, maximum: 20, default: 5 }),
  }),
  response: Type.Object({ items: Type.Array(CloseNameView) }),
  problems: ['not-permitted'],
});
