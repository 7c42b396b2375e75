import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Nullable } from '../api/views.ts';

export const CopyTrace = Type.Object({
  /** Whose copy the file is, or was made from; null: nobody can be told from the others. */
  recipient: Nullable(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      /** Code of the dataset. */
      dataset: Type.String(),
      grants: Type.Array(Type.String()),
    }),
  ),
  confidence: Type.Number({
    description: '1 less the likelihood that chance names anybody; 0 when nobody is named',
  }),
  tested: Type.Integer({ description: 'Grants that the file was compared with' }),
  version: Nullable(Type.Integer({ description: 'The version that has most of the rows' })),
  rows: Type.Object({ read: Type.Integer(), recognised: Type.Integer() }),
});
export type CopyTrace = Static<typeof CopyTrace>;

export const traceCopy = operation({
  id: 'traceCopy',
  method: 'POST',
  path: '/installation/traces',
  summary: 'Name the recipient whose copy a file of this machine is; only over the local socket',
  tag: 'Installation',
  body: Type.Object({
    file: Type.String({ minLength: 1, maxLength: 4096, description: 'Its absolute path' }),
  }),
  response: CopyTrace,
  problems: ['not-permitted', 'unreadable-file', 'unsupported-format', 'too-large'],
});
