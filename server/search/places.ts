import type { Concept } from './ways-to-say.ts';

/** How people call a district: 浦东 for 浦东新区. */
export const shortPlace = (district: string): string => district.replace(/新?区$/u, '');

/** The parts of a city, as numbers from 1; 0 is the whole. */
export interface Places {
  numberOf(place: string): number;
  /** The part that a query names, 0 when it names none or several. */
  namedBy(concepts: readonly Concept[]): number;
}

export function createPlaces(names: readonly string[]): Places {
  const numbers = new Map(
    names.flatMap((name, at) => [name, shortPlace(name)].map((each) => [each, at + 1])),
  );
  return {
    numberOf: (place) => numbers.get(place) ?? 0,
    namedBy(concepts) {
      const named = new Set(
        concepts.flatMap(({ alternatives }) => numbers.get(alternatives[0]?.terms.join('') ?? '') ?? []),
      );
      const [place = 0] = named;
      return named.size === 1 ? place : 0;
    },
  };
}
