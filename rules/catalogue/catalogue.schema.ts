import { Type, type Static } from 'typebox';
import { Id, Literals, Nullable } from '../api/views.ts';
import { DATASET_STATES } from '../datasets/dataset.machine.ts';
import { OpenClass, UPDATE_FREQUENCIES } from '../datasets/list-entry.schema.ts';
import { Finding } from '../findings/finding.schema.ts';

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
  /** The information system in which it arises; empty while unknown, or where it arises in none. */
  system: Type.String({ maxLength: 200, default: '' }),
  /** The body that it was got from by sharing; null: this body produces it (`zb2019`). */
  sharedFromId: Type.Union([Id, Type.Null()], { default: null }),
  updateFrequency: Literals(UPDATE_FREQUENCIES, { default: 'irregular' }),
  area: Type.String({ maxLength: 200, default: '' }),
  timeCoverage: Type.String({ maxLength: 200, default: '' }),
  fields: Type.Array(CatalogueField, { maxItems: 5000 }),
};
export const CatalogueEntryInput = Type.Object(entry, { additionalProperties: false });
export type CatalogueEntryInput = Static<typeof CatalogueEntryInput>;

/** An entry of which only the name is known. */
export const blankCatalogueEntry = (name = ''): CatalogueEntryInput => ({
  name,
  summary: '',
  domain: '',
  openness: 'unconditional',
  origin: 'system',
  system: '',
  sharedFromId: null,
  updateFrequency: 'irregular',
  area: '',
  timeCoverage: '',
  fields: [],
});

const Body = Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() });
/** The dataset that is bound to an entry. */
const BoundDataset = Type.Object({ id: Type.String(), code: Type.String(), state: Literals(DATASET_STATES) });

const head = {
  id: Type.String(),
  bodyId: Type.String(),
  bodyName: Type.String(),
  /** The body that it was got from by sharing. */
  sharedFrom: Nullable(Body),
  /** Whether a person wrote it here, or it came with an export of another portal. */
  provenance: Literals(['entered', 'imported']),
  dataset: Nullable(BoundDataset),
  /** A newer export says otherwise than a person who changed the entry since. */
  disputed: Type.Boolean(),
  revision: Type.Integer(),
  createdAt: Type.String(),
  changedAt: Type.String(),
};

export const CatalogueEntrySummary = Type.Object({
  ...head,
  name: entry.name,
  domain: entry.domain,
  openness: OpenClass,
  origin: Origin,
  fieldCount: Type.Integer(),
});
export type CatalogueEntrySummary = Static<typeof CatalogueEntrySummary>;

/** What the export that an entry came with says of it. */
export const EntrySource = Type.Object({
  /** The portal. */
  name: Type.String(),
  id: Type.String(),
  url: Type.String(),
  /** `YYYY-MM-DD HH:mm:ss` at +08:00; empty when it does not say. */
  firstPublished: Type.String(),
  updated: Type.String(),
  /** Columns of the export that have no place of their own here, as written. */
  rest: Type.Array(Type.Object({ header: Type.String(), text: Type.String() })),
  /** Where the newest export says otherwise than the entry, as written: what a person has to decide. */
  disputed: Type.Array(Type.Object({ header: Type.String(), theirs: Type.String(), ours: Type.String() })),
});
export type EntrySource = Static<typeof EntrySource>;

export const CatalogueEntryView = Type.Object({
  ...head,
  ...entry,
  source: Nullable(EntrySource),
  /** What does not fit together in what the source says. */
  findings: Type.Array(Finding),
});
export type CatalogueEntryView = Static<typeof CatalogueEntryView>;
