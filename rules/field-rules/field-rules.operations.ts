import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { Abilities, ByDataset, Literals, Nullable } from '../api/views.ts';
import { COLUMN_TYPES } from '../reading/reading.schema.ts';
import { FieldRule, RULE_LIMITS } from './field-rule.schema.ts';

const Rules = Type.Array(FieldRule, { maxItems: RULE_LIMITS.rules });

export const FieldRulesView = Type.Object({
  datasetId: Type.String(),
  datasetCode: Type.String(),
  name: Type.String(),
  /** Counts the edits; 0 before the first. */
  revision: Type.Integer(),
  rules: Rules,
  writtenBy: Nullable(Type.String()),
  writtenAt: Nullable(Type.String()),
  /** What rules can be about. */
  fields: Type.Array(
    Type.Object({ name: Type.String(), label: Type.String(), type: Literals(COLUMN_TYPES) }),
  ),
  /** What the newest data keeps and nobody declared; a person takes or leaves it. */
  proposals: Rules,
  can: Abilities,
});
export type FieldRulesView = Static<typeof FieldRulesView>;

export const RulesPreview = Type.Object({
  versionId: Type.String(),
  /** null while it is not published. */
  number: Nullable(Type.Integer()),
  rows: Type.Integer(),
  /** In the order of the rules; null where the version lacks the field or has it in another type. */
  counts: Type.Array(Nullable(Type.Integer())),
});
export type RulesPreview = Static<typeof RulesPreview>;

const tag = 'Versions';
const params = ByDataset;

export const getFieldRules = operation({
  id: 'getFieldRules',
  method: 'GET',
  path: '/datasets/{id}/rules',
  summary: 'What the publisher demands of the fields of a dataset, and what its data would let be demanded',
  tag,
  params,
  response: FieldRulesView,
  problems: ['not-found'],
});

export const saveFieldRules = operation({
  id: 'saveFieldRules',
  method: 'PUT',
  path: '/datasets/{id}/rules',
  summary:
    'Declare all rules of the fields of a dataset; `revision` is the one that was read. Versions are checked by them from the next one on',
  tag,
  params,
  body: Type.Object({ revision: Type.Integer({ minimum: 0 }), rules: Rules }),
  response: FieldRulesView,
  problems: ['not-permitted', 'not-found', 'invalid-input', 'wrong-state', 'changed-meanwhile'],
});

export const previewFieldRules = operation({
  id: 'previewFieldRules',
  method: 'POST',
  path: '/datasets/{id}/rules/preview',
  summary: 'How many rows of the served version, else of the newest, would break each of these rules',
  tag,
  params,
  body: Type.Object({ rules: Rules }),
  response: RulesPreview,
  problems: ['not-permitted', 'not-found', 'invalid-input', 'no-data-yet', 'too-large', 'query-timeout'],
});
