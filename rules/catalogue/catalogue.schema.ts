import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';
import { OpenClass } from '../datasets/list-entry.schema.ts';

/** Where the data arises: a system, daily work without one (`xz-10-3`), or information disclosure (`xz-10-4`). */
export const ORIGINS = ['system', 'daily-work', 'disclosure'] as const;
export const Origin = Literals(ORIGINS);
export type Origin = (typeof ORIGINS)[number];

export const CatalogueField = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    label: Type.String({ maxLength: 500 }),
    description: Type.String({ maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type CatalogueField = Static<typeof CatalogueField>;

const entry = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  summary: Type.String({ maxLength: 5000 }),
  domain: Type.String({ maxLength: 50 }),
  openness: OpenClass,
  origin: Origin,
  fields: Type.Array(CatalogueField, { maxItems: 5000 }),
};
export const CatalogueEntryInput = Type.Object(entry, { additionalProperties: false });
export type CatalogueEntryInput = Static<typeof CatalogueEntryInput>;

export const CatalogueEntryView = Type.Object({
  id: Type.String(),
  bodyId: Type.String(),
  bodyName: Type.String(),
  ...entry,
  revision: Type.Integer(),
  createdAt: Type.String(),
  changedAt: Type.String(),
});
export type CatalogueEntryView = Static<typeof CatalogueEntryView>;
