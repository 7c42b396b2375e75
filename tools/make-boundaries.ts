import { readFileSync, writeFileSync } from 'node:fs';
import { simplified } from '../rules/maps/cut.ts';

/**
 * Makes rules/maps/boundaries/shanghai.json of the map that `echarts@4.9.0` carries:
 * `npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz package/map/json/province/shanghai.json`, then
 * `node tools/run.mjs tools/make-boundaries.ts package/map/json/province/shanghai.json`.
 */
const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the file map/json/province/shanghai.json of echarts@4.9.0');

interface Feature {
  id?: string;
  properties: { name: string; cp?: [number, number] };
  geometry: { coordinates: (string | string[])[]; encodeOffsets: ([number, number] | [number, number][])[] };
}

/** About 120 m. */
const WITHIN_DEGREES = 0.0012;
const CENTRAL = ['310101', '310104', '310105', '310106', '310107', '310109', '310110'];
/** What the source leaves out of one district. */
const CHONGMING = { code: '310151', at: [121.5, 31.62] };

/** Differences in steps of 1/1024°, zigzag, 64 above. */
function decoded(text: string, [firstX, firstY]: readonly [number, number]): number[] {
  let [x, y] = [firstX, firstY];
  const path: number[] = [];
  for (let at = 0; at < text.length; at += 2) {
    x += unzigzag(text.charCodeAt(at) - 64);
    y += unzigzag(text.charCodeAt(at + 1) - 64);
    path.push(x / 1024, y / 1024);
  }
  return path;
}
const unzigzag = (value: number): number => (value >> 1) ^ -(value & 1);

/** Not closed: the first place is not said twice. */
function written(path: readonly number[]): string {
  const places: string[] = [];
  for (let at = 0; at < path.length; at += 2)
    places.push(`${(path[at] ?? 0).toFixed(4)},${(path[at + 1] ?? 0).toFixed(4)}`);
  if (places.at(-1) === places[0]) places.pop();
  return places.join(' ');
}

const { features } = JSON.parse(readFileSync(source, 'utf8')) as { features: Feature[] };
const districts = features.map(({ id, properties, geometry }) => {
  const offsets = geometry.encodeOffsets.flat(2);
  const rings = geometry.coordinates
    .flat()
    .map((text, index) => decoded(text, [offsets[2 * index] ?? 0, offsets[2 * index + 1] ?? 0]));
  return {
    code: id ?? CHONGMING.code,
    name: properties.name,
    at: properties.cp ?? CHONGMING.at,
    rings: rings.map((ring) => written(simplified(ring, WITHIN_DEGREES))),
  };
});
const boundaries = {
  districts,
  central: CENTRAL,
  source: 'Apache ECharts 4.9.0, map/json/province/shanghai.json',
  licence: 'Apache-2.0',
  approval: null,
};
writeFileSync(
  new URL('../rules/maps/boundaries/shanghai.json', import.meta.url),
  `${JSON.stringify(boundaries, null, 2)}\n`,
);
