/** Round places from at or below `least` to at or above `most`, in steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(least: number, most: number, about = 4): number[] {
  const span = most - least;
  if (!Number.isFinite(span) || span <= 0) return [least, least + 1];
  const power = 10 ** Math.floor(Math.log10(span / about));
  const step = power * ([1, 2, 5, 10].find((times) => span / (times * power) <= about) ?? 10);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  );
}

/** Where a value lies between two edges of a picture; in its middle when all values are the same. */
export const placed =
  ([least, most]: readonly [number, number], [from, to]: readonly [number, number]) =>
  (value: number): number =>
    most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from);

/** The least and the greatest of some numbers; bars begin at zero. */
export function extentOf(values: readonly number[], withZero: boolean): [number, number] {
  let [least, most] = withZero ? [0, 0] : [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least > most ? [0, 0] : [least, most];
}

/** At most so many of a list, evenly, the first among them: labels of an axis. */
export function thinned<T>(items: readonly T[], most: number): (readonly [T, number])[] {
  const every = Math.max(1, Math.ceil(items.length / Math.max(1, most)));
  return items.map((item, place) => [item, place] as const).filter(([, place]) => place % every === 0);
}

/** Places in rising order, each moved on until it is at least so far from the one before. */
export function apart(places: readonly number[], gap: number): number[] {
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -Infinity) + gap));
  return moved;
}
