import { Type, type Static } from 'typebox';
import { Origin } from '../catalogue/catalogue.schema.ts';
import { OpenClass, UpdateFrequency } from '../datasets/list-entry.schema.ts';

/** What an export of a catalogue can say of a dataset. */
export const CATALOGUE_PARTS = [
  'sourceId',
  'body',
  'name',
  'openness',
  'domain',
  'summary',
  'conditions',
  'status',
  'updateFrequency',
  'firstPublished',
  'updated',
  'sourceUrl',
  'area',
  'timeCoverage',
  'fieldNames',
  'fieldDetails',
  'origin',
  'system',
  'sharedFrom',
] as const;
export type CataloguePart = (typeof CATALOGUE_PARTS)[number];

/** Without these columns a file is no catalogue. */
export const REQUIRED_PARTS = ['sourceId', 'body', 'name', 'openness'] as const satisfies CataloguePart[];

const header = Type.String({ minLength: 1, maxLength: 200 });
const words = <T extends Parameters<typeof Type.Record>[1]>(value: T) => Type.Record(Type.String(), value);

/** How one portal writes its catalogue: which column says what, and in which words. Other portals are other data. */
export const CatalogueForm = Type.Object(
  {
    /** Of the portal; ids are unique within it. */
    name: Type.String({ pattern: '^[a-z0-9.-]{2,60}$' }),
    /** The header of each part; in the order in which an export is written. */
    columns: Type.Object(
      // fromEntries forgets which keys it was given.
      Object.fromEntries(CATALOGUE_PARTS.map((part) => [part, header])) as Record<
        CataloguePart,
        typeof header
      >,
      { additionalProperties: false },
    ),
    /** Columns that count visits and the like: another value there is no change of the entry. */
    passing: Type.Array(header),
    openness: words(OpenClass),
    updateFrequencies: words(UpdateFrequency),
    /** Words for domains beside the profile's own names. */
    domains: words(Type.String()),
    origins: words(Origin),
    /** The words of the status column for what is on the open list and what is not; the first is the usual one. */
    listed: Type.Array(Type.String(), { minItems: 1 }),
    unlisted: Type.Array(Type.String(), { minItems: 1 }),
    /** Cells that say nothing. */
    nothing: Type.Array(Type.String()),
    fieldSeparator: Type.String({ minLength: 1, maxLength: 1 }),
    /** What begins the name of most bodies and tells none apart. */
    bodyPrefixes: Type.Array(Type.String()),
    /** Codes of bodies that are settled; the others are made of the initials of the name. */
    bodyCodes: words(Type.String({ pattern: '^[A-Z][A-Z0-9]{1,9}$' })),
  },
  { additionalProperties: false },
);
export type CatalogueForm = Static<typeof CatalogueForm>;
