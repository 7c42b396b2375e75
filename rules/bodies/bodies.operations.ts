import { Type, type Static } from 'typebox';
import { operation } from '../api/operation.ts';
import { ById, Nullable } from '../api/views.ts';

export const PublicBodyView = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  district: Nullable(Type.String()),
  openDatasets: Type.Integer(),
});
export type PublicBodyView = Static<typeof PublicBodyView>;

const given = {
  code: Type.String({
    pattern: '^[A-Z][A-Z0-9]{1,9}$',
    description: 'Short code, part of every dataset code',
  }),
  name: Type.String({ minLength: 2, maxLength: 100 }),
  nameEn: Type.String({ minLength: 2, maxLength: 200 }),
  district: Type.Optional(Type.String({ maxLength: 50 })),
};

export const listPublishers = operation({
  id: 'listPublishers',
  method: 'GET',
  path: '/publishers',
  summary: 'Public bodies that open data',
  tag: 'Discovery',
  response: Type.Object({ items: Type.Array(PublicBodyView) }),
  problems: [],
});

export const createPublicBody = operation({
  id: 'createPublicBody',
  method: 'POST',
  path: '/publishers',
  summary: 'Enter a public body',
  tag: 'People and permissions',
  body: Type.Object(given, { additionalProperties: false }),
  response: PublicBodyView,
  status: 201,
  problems: ['not-permitted', 'already-exists'],
});

export const closePublicBody = operation({
  id: 'closePublicBody',
  method: 'POST',
  path: '/publishers/{id}/close',
  summary: 'Close a public body that opens nothing any more',
  tag: 'People and permissions',
  params: ById,
  response: PublicBodyView,
  problems: ['not-permitted', 'not-found', 'wrong-state'],
});
