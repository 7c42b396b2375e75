import { hintIn } from './systems.ts';

/** Two columns that hold a place together, by their index. */
export interface PlaceColumns {
  x: number;
  y: number;
  /** Their labels, for people. */
  names: string;
  /** The system that their names speak of. */
  system: string | null;
}

const LONGITUDE =
  /经度|横坐标|(?:^|[^a-z])(?:lon|lng|long|longitude)(?![a-z])|(?<=[a-z])(?:Lon|Lng|Longitude)(?![a-z])/;
const LATITUDE = /纬度|纵坐标|(?:^|[^a-z])(?:lat|latitude)(?![a-z])|(?<=[a-z])(?:Lat|Latitude)(?![a-z])/;

/** Words in capitals are read as in small letters; `startLng` is parted by its capital. */
const plain = (label: string): string =>
  /[a-z]/.test(label) ? label.replace(/^[A-Z]/, lower) : label.toLowerCase();
const lower = (letter: string): string => letter.toLowerCase();
const spelt = (label: string): string =>
  plain(label).replaceAll(/([_\s\d\p{Script=Han}(（-])([A-Z])/gu, (all) => all.toLowerCase());

interface Named {
  index: number;
  label: string;
  /** What the label says beside longitude or latitude. */
  rest: string;
}

const named = (labels: readonly string[], pattern: RegExp): Named[] =>
  labels.flatMap((label, index) => {
    const text = spelt(label);
    return pattern.test(text) ? [{ index, label, rest: text.replace(pattern, '').toLowerCase() }] : [];
  });

/** Finds columns of longitude with their latitude: of the same other words, else the nearest. */
export function placeColumns(labels: readonly string[]): PlaceColumns[] {
  const free = named(labels, LATITUDE);
  const found: PlaceColumns[] = [];
  for (const longitude of named(labels, LONGITUDE)) {
    const [best] = [...free].sort((a, b) => distance(longitude, a) - distance(longitude, b));
    if (!best) break;
    free.splice(free.indexOf(best), 1);
    const names = `${longitude.label}, ${best.label}`;
    found.push({ x: longitude.index, y: best.index, names, system: hintIn(names) });
  }
  return found;
}

const FAR = 100_000;
const distance = (a: Named, b: Named): number => Math.abs(a.index - b.index) + (a.rest === b.rest ? 0 : FAR);
