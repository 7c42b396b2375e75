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
  /** Every dataset that shares a field with this one, the most telling first. */
  joinedWith(dataset: Listed): JoinedDataset[];
  /** Where a field of that key stands, once per dataset. */
  placesOf(key: string): readonly Place[];
  keys(): IterableIterator<string>;
  size(): number;
}

/** Of a field that so many share only the types and names speak; what it says of two of them is next to nothing. */
const MOST_SHARING = 3000;

export function createJoinIndex(): JoinIndex {
  const places = new Map<string, Map<string, Place>>();
  let size = 0;

  const placesOf = (key: string): Place[] => [...(places.get(key)?.values() ?? [])];
  function* meeting(dataset: Listed): Generator<[JoinedFields, Listed]> {
    for (const field of dataset.fields) {
      for (const key of field.keys) {
        const found = places.get(key);
        // Another of its fields stands there for this key.
        if (!found || found.size > MOST_SHARING || found.get(dataset.id)?.field !== field) continue;
        const saying = sayingOf(field.type, found.size, size);
        for (const { dataset: other, field: theirs } of found.values()) {
          if (other.id === dataset.id || theirs.type !== field.type) continue;
          yield [{ key, own: field, other: theirs, saying }, other];
        }
      }
    }
  }

  return {
    put(dataset) {
      size += 1;
      for (const field of dataset.fields) {
        for (const key of field.keys) {
          const found = places.get(key) ?? new Map<string, Place>();
          places.set(key, found);
          if (!found.has(dataset.id)) found.set(dataset.id, { dataset, field });
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
    joinedWith(dataset) {
      const joined = new Map<string, JoinedDataset>();
      for (const [way, other] of meeting(dataset)) {
        const known = joined.get(other.id) ?? { dataset: other, ways: [], saying: 0 };
        joined.set(other.id, known);
        // Label and name of one field are one way.
        if (known.ways.some(({ own, other: theirs }) => own === way.own && theirs === way.other)) continue;
        known.ways.push(way);
        known.saying += way.saying;
      }
      for (const { ways } of joined.values()) ways.sort((one, other) => other.saying - one.saying);
      return [...joined.values()].sort(
        (one, other) => other.saying - one.saying || (one.dataset.code < other.dataset.code ? -1 : 1),
      );
    },
    placesOf,
    keys: () => places.keys(),
    size: () => size,
  };
}

/** The type that most fields of that key have: the others are another thing. */
export function commonType(places: readonly Place[]): ColumnType {
  const counts = new Map<ColumnType, number>();
  for (const { field } of places) counts.set(field.type, (counts.get(field.type) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'text';
}
