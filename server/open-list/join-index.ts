import { sayingOf } from '../../rules/graph/join-fields.ts';
import type { ColumnType } from '../../rules/reading/reading.schema.ts';
import type { Listed, ListedField } from './listed.ts';

/** A field of a dataset. */
export interface Place {
  dataset: Listed;
  field: ListedField;
}

/** A field here, and one elsewhere that means the same by name and type. */
export interface JoinedFields {
  key: string;
  own: ListedField;
  other: ListedField;
  /** How much it says; higher is better. */
  saying: number;
}
export interface JoinedDataset {
  dataset: Listed;
  /** The most telling first. */
  ways: JoinedFields[];
  saying: number;
}

/** Where each field stands. Datasets are put and removed at any time; what is found is of that moment. */
export interface JoinIndex {
  put(dataset: Listed): void;
  remove(dataset: Listed): void;
  /** The datasets that share a field with this one, the most telling first: at most so many, and how many there are. */
  joinedWith(dataset: Listed, most?: number): { total: number; best: JoinedDataset[] };
  /** Where a field of that key stands, once per dataset. */
  placesOf(key: string): readonly Place[];
  keys(): IterableIterator<string>;
  size(): number;
}

/** Of a field that so many share only the types and names speak; what it says of two of them is next to nothing. */
const MOST_SHARING = 3000;

/** What a dataset has been found to say in the search that runs: one for all its places, so that nothing is made per meeting. */
interface Seat {
  dataset: Listed;
  search: number;
  saying: number;
  /** The pair of fields that was met last: label and name of one field are one way. */
  own: ListedField | null;
  other: ListedField | null;
}
interface Seated extends Place {
  seat: Seat;
}

type Places = ReadonlyMap<string, ReadonlyMap<string, Seated>>;

/** Who else stands at a key of a field, unless another field of the dataset stands there for it. */
function sharing(
  places: Places,
  { id }: Listed,
  field: ListedField,
  key: string,
): ReadonlyMap<string, Seated> | null {
  const found = places.get(key);
  return found && found.size <= MOST_SHARING && found.get(id)?.field === field ? found : null;
}

/** Each that shares a field with the dataset, once, with what all their fields say together. */
function meet(places: Places, dataset: Listed, size: number, search: number): Seat[] {
  const met: Seat[] = [];
  for (const field of dataset.fields) {
    for (const key of field.keys) {
      const found = sharing(places, dataset, field, key);
      if (!found) continue;
      const saying = sayingOf(field.type, found.size, size);
      for (const { seat, field: other } of found.values()) {
        if (other.type !== field.type || seat.dataset.id === dataset.id) continue;
        if (seat.search !== search)
          met.push(Object.assign(seat, { search, saying: 0, own: null, other: null }));
        if (seat.own === field && seat.other === other) continue;
        seat.own = field;
        seat.other = other;
        seat.saying += saying;
      }
    }
  }
  return met;
}

function waysBetween(places: Places, dataset: Listed, to: Listed, size: number): JoinedFields[] {
  const ways: JoinedFields[] = [];
  for (const own of dataset.fields) {
    for (const key of own.keys) {
      const found = sharing(places, dataset, own, key);
      const other = found?.get(to.id)?.field;
      if (!found || other?.type !== own.type) continue;
      if (ways.some((way) => way.own === own && way.other === other)) continue;
      ways.push({ key, own, other, saying: sayingOf(own.type, found.size, size) });
    }
  }
  return ways.sort((one, other) => other.saying - one.saying);
}

export function createJoinIndex(): JoinIndex {
  const places = new Map<string, Map<string, Seated>>();
  let size = 0;
  let searches = 0;
  return {
    put(dataset) {
      size += 1;
      const seat: Seat = { dataset, search: 0, saying: 0, own: null, other: null };
      for (const field of dataset.fields) {
        for (const key of field.keys) {
          const found = places.get(key) ?? new Map<string, Seated>();
          places.set(key, found);
          if (!found.has(dataset.id)) found.set(dataset.id, { dataset, field, seat });
        }
      }
    },
    remove(dataset) {
      size -= 1;
      for (const key of new Set(dataset.fields.flatMap(({ keys }) => keys))) {
        const found = places.get(key);
        found?.delete(dataset.id);
        if (found?.size === 0) places.delete(key);
      }
    },
    joinedWith(dataset, most = Infinity) {
      searches += 1;
      const met = meet(places, dataset, size, searches);
      const best = firstOf(met, most, bySaying).map(({ dataset: to, saying }) => ({
        ...{ dataset: to, saying },
        ways: waysBetween(places, dataset, to, size),
      }));
      return { total: met.length, best };
    },
    placesOf: (key) => [...(places.get(key)?.values() ?? [])],
    keys: () => places.keys(),
    size: () => size,
  };
}

const bySaying = (one: Seat, other: Seat): number =>
  other.saying - one.saying || (one.dataset.code < other.dataset.code ? -1 : 1);

/** The first so many in order, without sorting the rest. */
function firstOf<T>(items: readonly T[], most: number, compare: (one: T, other: T) => number): T[] {
  if (most >= items.length) return items.toSorted(compare);
  const first: T[] = [];
  for (const item of items) {
    const last = first[most - 1];
    if (last !== undefined && compare(last, item) <= 0) continue;
    const at = first.findIndex((each) => compare(item, each) < 0);
    first.splice(at < 0 ? first.length : at, 0, item);
    first.length = Math.min(first.length, most);
  }
  return first;
}

/** The type that most fields of that key have: the others are another thing. */
export function commonType(places: readonly Place[]): ColumnType {
  const counts = new Map<ColumnType, number>();
  for (const { field } of places) counts.set(field.type, (counts.get(field.type) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'text';
}
