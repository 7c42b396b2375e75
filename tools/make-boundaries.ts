import { readFileSync, writeFileSync } from 'node:fs';
import { simplified, turnOf } from '../rules/maps/cut.ts';

/**
 * Makes rules/maps/boundaries/shanghai.json of the map that `echarts@4.9.0` carries:
 * `npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz package/map/json/province/shanghai.json`, then
 * `node tools/run.mjs tools/make-boundaries.ts package/map/json/province/shanghai.json`.
 */
const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the file map/json/province/shanghai.json of echarts@4.9.0');

interface Feature {
  id?: string;
  properties: { name: string };
  geometry: { coordinates: (string | string[])[]; encodeOffsets: ([number, number] | [number, number][])[] };
}

/** About 120 m. */
const WITHIN_DEGREES = 0.0012;
const CENTRAL = ['310101', '310104', '310105', '310106', '310107', '310109', '310110'];
/** What the source leaves out. */
const CHONGMING_CODE = '310151';

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

const areaOf = (ring: readonly number[]): number => Math.abs(turnOf(ring));

/** The middle of the widest part at about half the height: there a name has most room. */
function middleOf(ring: readonly number[]): [number, number] {
  const ys = ring.filter((_, at) => at % 2 === 1);
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  let best = { width: 0, at: [0, 0] as [number, number] };
  for (let share = 0.35; share <= 0.65; share += 0.025) {
    const y = south + share * (north - south);
    const xs = crossings(ring, y);
    for (let at = 0; at + 1 < xs.length; at += 2) {
      const [west = 0, east = 0] = xs.slice(at, at + 2);
      if (east - west > best.width)
        best = { width: east - west, at: [Number(((west + east) / 2).toFixed(4)), Number(y.toFixed(4))] };
    }
  }
  return best.at;
}

function crossings(ring: readonly number[], y: number): number[] {
  const xs: number[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    const next = (at + 2) % ring.length;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [ring[at], ring[at + 1], ring[next], ring[next + 1]];
    if (y0 > y !== y1 > y) xs.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  return xs.sort((a, b) => a - b);
}

const { features } = JSON.parse(readFileSync(source, 'utf8')) as { features: Feature[] };
const districts = features.map(({ id, properties, geometry }) => {
  const offsets = geometry.encodeOffsets.flat(2);
  const rings = geometry.coordinates
    .flat()
    .map((text, index) => decoded(text, [offsets[2 * index] ?? 0, offsets[2 * index + 1] ?? 0]));
  return {
    code: id ?? CHONGMING_CODE,
    name: properties.name,
    at: middleOf(rings.reduce((large, ring) => (areaOf(ring) > areaOf(large) ? ring : large), [])),
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
