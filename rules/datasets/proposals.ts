import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import type { CatalogueField } from '../catalogue/catalogue.schema.ts';
import { labelOf, likelySource } from './bindings.ts';
import type { Field, ListEntry } from './list-entry.schema.ts';

/** Where a proposal comes from: the catalogue entry, a dataset that is like this one, or the columns of the file. */
const PROPOSAL_SOURCES = ['catalogue', 'dataset', 'file'] as const;

/** A value for an empty element of an entry, for a person to take, to change or to leave. */
export const Proposal = Type.Object({
  /** Of the element, such as `/fields/3/description`. */
  pointer: Type.String(),
  value: Type.String(),
  source: Literals(PROPOSAL_SOURCES),
  /** The dataset that it is taken from. */
  from: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type Proposal = Static<typeof Proposal>;

/** A listed dataset whose words may fit; of the same body, or with a name like this one's. */
export interface LikeDataset {
  code: string;
  name: string;
  entry: ListEntry;
}

/** What the catalogue says of what the entry is about. */
export interface CatalogueWords {
  summary: string;
  domain: string;
  fields: readonly CatalogueField[];
}

const NAMED_FIELDS = 8;

/** Proposals for all elements that are empty; what somebody wrote is never touched. */
export function proposalsFor(
  entry: ListEntry,
  like: readonly LikeDataset[],
  catalogue: CatalogueWords | null,
): Proposal[] {
  return [
    ...proposeSummary(entry, catalogue),
    ...proposeDomain(entry, like, catalogue),
    ...proposeArea(entry, like),
    ...entry.fields.flatMap((field, place) => [
      ...proposeDescription(field, place, like, catalogue),
      ...proposeBinding(field, place, catalogue),
    ]),
  ];
}

const ofCatalogue = (pointer: string, value: string): Proposal => ({
  pointer,
  value,
  source: 'catalogue',
  from: null,
});
const ofDataset = (pointer: string, value: string, { code, name }: LikeDataset): Proposal => ({
  pointer,
  value,
  source: 'dataset',
  from: { code, name },
});

function proposeSummary({ name, summary, fields }: ListEntry, catalogue: CatalogueWords | null): Proposal[] {
  if (summary.trim() !== '') return [];
  if (catalogue && catalogue.summary.trim() !== '')
    return [ofCatalogue('/summary', catalogue.summary.trim())];
  if (name.trim() === '' || fields.length === 0) return [];
  const labels = fields.map(({ label, name: own }) => label || own);
  const shown = labels.slice(0, NAMED_FIELDS).join('、');
  const more = labels.length > NAMED_FIELDS ? `等${labels.length}个字段` : '';
  const value = `${name.trim()}，每行一条记录，包含${shown}${more}。`;
  return [{ pointer: '/summary', value, source: 'file', from: null }];
}

function proposeDomain(
  { domain }: ListEntry,
  like: readonly LikeDataset[],
  catalogue: CatalogueWords | null,
): Proposal[] {
  if (domain !== '') return [];
  if (catalogue && catalogue.domain !== '') return [ofCatalogue('/domain', catalogue.domain)];
  const [first] = like.filter(({ entry }) => entry.domain !== '');
  return first ? [ofDataset('/domain', first.entry.domain, first)] : [];
}

function proposeArea({ area }: ListEntry, like: readonly LikeDataset[]): Proposal[] {
  if (area.trim() !== '') return [];
  const [first] = like.filter(({ entry }) => entry.area.trim() !== '');
  return first ? [ofDataset('/area', first.entry.area, first)] : [];
}

function proposeDescription(
  field: Field,
  place: number,
  like: readonly LikeDataset[],
  catalogue: CatalogueWords | null,
): Proposal[] {
  if (field.description.trim() !== '') return [];
  const pointer = `/fields/${place}/description`;
  const wanted = labelOf(field);
  const same = (each: Pick<Field, 'label' | 'name' | 'description'>): boolean =>
    labelOf(each) === wanted && each.description.trim() !== '';
  const known = catalogue?.fields.find(same);
  if (known) return [ofCatalogue(pointer, known.description.trim())];
  for (const dataset of like) {
    const found = dataset.entry.fields.find(same);
    if (found) return [ofDataset(pointer, found.description.trim(), dataset)];
  }
  return [];
}

function proposeBinding(field: Field, place: number, catalogue: CatalogueWords | null): Proposal[] {
  if (field.binding !== '' || !catalogue) return [];
  const closest = likelySource(field, catalogue.fields);
  return closest ? [ofCatalogue(`/fields/${place}/binding`, closest.name)] : [];
}

type Place = { part: 'summary' | 'domain' | 'area' } | { part: 'description' | 'binding'; field: Field };

function placeOf(entry: ListEntry, pointer: string): Place | null {
  const [, part = '', place = '', of = ''] = pointer.split('/');
  if (part === 'summary' || part === 'domain' || part === 'area') return { part };
  const field = part === 'fields' ? entry.fields[Number(place)] : undefined;
  return field && (of === 'description' || of === 'binding') ? { part: of, field } : null;
}

const textAt = (entry: ListEntry, place: Place): string =>
  'field' in place ? place.field[place.part] : entry[place.part];

/** The entry with these proposals taken where it is still empty: what somebody wrote stays. */
export function fillEmpty(entry: ListEntry, proposals: readonly Proposal[]): ListEntry {
  const filled: ListEntry = { ...entry, fields: entry.fields.map((field) => ({ ...field })) };
  for (const { pointer, value } of proposals) {
    const place = placeOf(filled, pointer);
    if (!place || textAt(filled, place).trim() !== '') continue;
    if ('field' in place) place.field[place.part] = value;
    else filled[place.part] = value;
  }
  return filled;
}
