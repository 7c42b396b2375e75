import { Type } from 'typebox';
import { Download, operation } from '../api/operation.ts';
import { GRANT_PROBLEMS, GrantId } from '../grants/grant-id.ts';
import { RecordFormat } from './datasets.operations.ts';

export const querySql = operation({
  id: 'querySql',
  method: 'POST',
  path: '/sql',
  summary:
    'One SELECT over one open dataset, whose code stands in double quotes where a table would: select * from "SH-JTW-000123"; 10,000 rows at most. A read, whose question stands in the body: it changes nothing, and an Idempotency-Key means nothing to it',
  tag: 'Rows',
  body: Type.Object({
    sql: Type.String({ minLength: 1, maxLength: 100_000, description: 'See docs/expressions.md' }),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'As for records' })),
    grant: Type.Optional(GrantId),
    cursor: Type.Optional(
      Type.String({ maxLength: 4000, description: 'Of the page before, for a statement without limit' }),
    ),
    format: Type.Optional(RecordFormat),
  }),
  response: Download,
  problems: [
    ...GRANT_PROBLEMS,
    'not-found',
    'not-permitted',
    'no-data-yet',
    'suspended',
    'invalid-expression',
    'invalid-cursor',
    'unsuitable-format',
    'too-large',
    'query-timeout',
  ],
});
