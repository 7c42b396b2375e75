import { systemOfCode } from './systems.ts';

/** Gauss-Krüger and other projected systems that can be chosen, in groups; the words are in the locale. */
export interface SystemGroup {
  code: 'cgcs2000-three' | 'cgcs2000-six' | 'utm' | 'web-mercator' | 'beijing-1954' | 'xian-1980';
  systems: { system: string; meridian: number | null; zone: number | null }[];
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

const listed = (code: number, meridian: number | null, zone: number | null) => {
  const system = systemOfCode(code);
  return system === null ? [] : [{ system, meridian, zone }];
};

/** EPSG codes: each zone of 3° first without, then with its number before the easting. */
const GROUPS: readonly SystemGroup[] = [
  {
    code: 'cgcs2000-three',
    systems: range(25, 45).flatMap((zone) => [
      ...listed(4534 + zone - 25, zone * 3, null),
      ...listed(4513 + zone - 25, zone * 3, zone),
    ]),
  },
  {
    code: 'cgcs2000-six',
    systems: range(13, 23).flatMap((zone) => [
      ...listed(4502 + zone - 13, zone * 6 - 3, null),
      ...listed(4491 + zone - 13, zone * 6 - 3, zone),
    ]),
  },
  {
    code: 'utm',
    systems: range(43, 53).flatMap((zone) => listed(32600 + zone, zone * 6 - 183, zone)),
  },
  { code: 'web-mercator', systems: listed(3857, null, null) },
  { code: 'beijing-1954', systems: listed(4214, null, null) },
  { code: 'xian-1980', systems: listed(4610, null, null) },
];

/** Systems in degrees (of older datums), or in metres, beside the four that everybody knows. */
export const systemGroups = (inDegrees: boolean): readonly SystemGroup[] =>
  GROUPS.filter(({ code }) => (code === 'beijing-1954' || code === 'xian-1980') === inDegrees);
