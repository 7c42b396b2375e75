import { Type, type Static } from 'typebox';
import { Literals, Nullable } from '../api/views.ts';
import type { ColumnType } from '../reading/reading.schema.ts';
import type { CatalogueField } from '../catalogue/catalogue.schema.ts';
import { labelOf, likelySource } from './bindings.ts';
import { adviseName } from './check-name.ts';
import { UPDATE_FREQUENCIES, type Field, type ListEntry } from './list-entry.schema.ts';

/** Where a proposal comes from: the catalogue entry, a dataset like this one, the file, or what a name must show. */
const PROPOSAL_SOURCES = ['catalogue', 'dataset', 'file', 'rule'] as const;

/** A value for an element of an entry, for a person to take, to change or to leave. */
export const Proposal = Type.Object({
  /** Of the element, such as `/fields/3/description`. */
  pointer: Type.String(),
  value: Type.String(),
  /** What it stands in for, empty for an empty element: written otherwise meanwhile, the element is left alone. */
  replaces: Type.String(),
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

/** What the data in hand says. */
export interface FileWords {
  columns: readonly { type: ColumnType; min: string | null; max: string | null }[];
}

const NAMED_FIELDS = 8;

/**
 * Proposals for all elements that are empty, for a name that shows less than it must, and for a frequency that nobody
 * has chosen yet.
 */
export function proposalsFor(
  entry: ListEntry,
  like: readonly LikeDataset[],
  catalogue: CatalogueWords | null,
  file: FileWords | null = null,
): Proposal[] {
  const time = proposeTime(entry, file);
  const frequency = proposeFrequency(entry, like);
  return [
    // The area of a like dataset is a guess that nobody has confirmed yet.
    ...proposeName(fillIn(entry, [...time, ...frequency])),
    ...proposeSummary(entry, catalogue),
    ...proposeDomain(entry, like, catalogue),
    ...time,
    ...proposeArea(entry, like),
    ...frequency,
    ...entry.fields.flatMap((field, place) => [
      ...proposeDescription(field, place, like, catalogue),
      ...proposeBinding(field, place, catalogue),
    ]),
  ];
}

const ofCatalogue = (pointer: string, value: string): Proposal => ({
  pointer,
  value,
  replaces: '',
  source: 'catalogue',
  from: null,
});
const ofDataset = (pointer: string, value: string, { code, name }: LikeDataset): Proposal => ({
  pointer,
  value,
  replaces: '',
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
  return [{ pointer: '/summary', value, replaces: '', source: 'file', from: null }];
}

/** The days from the first to the last in the first column of dates. */
function proposeTime({ timeCoverage }: ListEntry, file: FileWords | null): Proposal[] {
  const dates = file?.columns.find(
    ({ type, min }) => (type === 'date' || type === 'datetime') && min !== null,
  );
  if (timeCoverage.trim() !== '' || !dates) return [];
  const [first = '', last = ''] = [dates.min, dates.max].map((each) => each?.slice(0, 10));
  const value = first === last ? first : `${first} 至 ${last}`;
  return [{ pointer: '/timeCoverage', value, replaces: '', source: 'file', from: null }];
}

/** The name with the area and the time that it does not show (`xz-9-1`). */
function proposeName(entry: ListEntry): Proposal[] {
  const name = entry.name.trim();
  const lacks = new Set(adviseName(entry).map(({ code }) => code));
  const area = lacks.has('name-without-area') ? entry.area.trim() : '';
  const [year] = /(?:19|20)\d{2}/.exec(entry.timeCoverage) ?? [];
  const time = lacks.has('name-without-time') && year !== undefined ? `（${year}年）` : '';
  if (area === '' && time === '') return [];
  return [
    { pointer: '/name', value: `${area}${name}${time}`, replaces: entry.name, source: 'rule', from: null },
  ];
}

/** A draft is static until somebody says otherwise; why it would be is said beside it (`xz-9-5`). */
function proposeFrequency(
  { updateFrequency, staticReason }: ListEntry,
  like: readonly LikeDataset[],
): Proposal[] {
  if (updateFrequency !== 'static' || staticReason.trim() !== '') return [];
  const [first] = like.filter(({ entry }) => entry.updateFrequency !== 'static');
  if (!first) return [];
  const proposal = ofDataset('/updateFrequency', first.entry.updateFrequency, first);
  return [{ ...proposal, replaces: updateFrequency }];
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

const WHOLE_PARTS = ['name', 'summary', 'domain', 'timeCoverage', 'area', 'updateFrequency'] as const;
const frequencyOf = (value: string) => UPDATE_FREQUENCIES.find((each) => each === value);

type Place = { part: (typeof WHOLE_PARTS)[number] } | { part: 'description' | 'binding'; field: Field };

function placeOf(entry: ListEntry, pointer: string): Place | null {
  const [, part = '', place = '', of = ''] = pointer.split('/');
  const whole = WHOLE_PARTS.find((each) => each === part);
  if (whole) return { part: whole };
  const field = part === 'fields' ? entry.fields[Number(place)] : undefined;
  return field && (of === 'description' || of === 'binding') ? { part: of, field } : null;
}

const textAt = (entry: ListEntry, place: Place): string =>
  'field' in place ? place.field[place.part] : entry[place.part];

/** The entry with these proposals taken where it still is as it was: what somebody wrote meanwhile stays. */
export function fillIn(entry: ListEntry, proposals: readonly Proposal[]): ListEntry {
  const filled: ListEntry = { ...entry, fields: entry.fields.map((field) => ({ ...field })) };
  for (const { pointer, value, replaces } of proposals) {
    const place = placeOf(filled, pointer);
    if (!place || textAt(filled, place).trim() !== replaces.trim()) continue;
    if ('field' in place) place.field[place.part] = value;
    else if (place.part === 'updateFrequency')
      filled.updateFrequency = frequencyOf(value) ?? filled.updateFrequency;
    else filled[place.part] = value;
  }
  return filled;
}
