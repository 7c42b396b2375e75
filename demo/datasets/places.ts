import { boundariesNamed } from '../../rules/maps/boundaries/index.ts';
import type { Random } from '../random.ts';
import { code, field, number, oneOf, type DatasetSpec } from './dataset-spec.ts';

const CITY = boundariesNamed('shanghai');
/** Places around which things lie: every district, those in the middle three times. */
const MIDDLES = (CITY?.districts ?? []).flatMap(({ code: id, name, at }) =>
  Array.from({ length: CITY?.central.includes(id) === true ? 3 : 1 }, () => ({
    name,
    lon: at[0],
    lat: at[1],
    /** In degrees. */
    spread: CITY?.central.includes(id) === true ? 0.03 : 0.12,
  })),
);
const middleOf = (row: number) =>
  MIDDLES[(row * 7) % MIDDLES.length] ?? { name: '', lon: 121.47, lat: 31.23, spread: 0.05 };
/** More of them near the middle. */
const about = (random: Random): number => random.next() + random.next() + random.next() - 1.5;

const place = (label: string, axis: 'lon' | 'lat') =>
  field(label, `站点${label}，WGS-84，单位：度`, ({ row, random }) => {
    const middle = middleOf(row);
    return (middle[axis] + about(random) * middle.spread).toFixed(6);
  });
const near = field('所在区', '所在的行政区', ({ row }) => middleOf(row).name);

const TURNS = 14;
/** A way that bends a little at every turn, as the geometry of GeoJSON. */
const way = field('geometry', '绿道中心线，WGS-84', ({ row, random }) => {
  const { lon, lat, spread } = middleOf(row);
  let [x, y] = [lon + about(random) * spread, lat + about(random) * spread];
  let heading = random.next() * 2 * Math.PI;
  const coordinates = Array.from({ length: TURNS }, () => {
    heading += (random.next() - 0.5) * 0.9;
    x += Math.cos(heading) * 0.004;
    y += Math.sin(heading) * 0.0034;
    return [Number(x.toFixed(6)), Number(y.toFixed(6))];
  });
  return JSON.stringify({ type: 'LineString', coordinates });
});

/** Data with places: points by thousands, and lines. */
export const PLACES: readonly DatasetSpec[] = [
  {
    body: 'JTW',
    file: '公交站点WGS84.csv',
    encoding: 'utf-8',
    rows: 4200,
    versions: 1,
    everyDays: 90,
    ageDays: 9,
    fate: 'open',
    entry: {
      name: '公交站点名录（2026 年）',
      summary: '全市公交站点的名称、位置、停靠线路数和候车设施，一行一个站点的一个方向。',
      domain: 'transport',
      keywords: ['公交', '站点', '位置'],
      timeCoverage: '2026 年',
      area: '全市',
      relations: '可按“所在区”与其他数据汇总。',
      updateFrequency: 'quarterly',
    },
    fields: [
      code('站点编号', '全市唯一的站点编号', 'GJ'),
      field(
        '站点名称',
        '站牌上的名称',
        ({ row }) => `${middleOf(row).name.replace(/区$|新区$/, '')}第${row + 1}站`,
      ),
      near,
      place('经度', 'lon'),
      place('纬度', 'lat'),
      number('线路数', '停靠的公交线路数，单位：条', 1, 12),
      oneOf('候车设施', '站点的候车设施', ['候车亭', '站牌', '候车亭，电子站牌']),
    ],
  },
  {
    body: 'JTW',
    file: '绿道.geojson',
    encoding: 'geojson',
    rows: 160,
    versions: 1,
    everyDays: 365,
    ageDays: 30,
    fate: 'open',
    entry: {
      name: '骑行绿道（2026 年）',
      summary: '可以骑行的绿道中心线，含名称、宽度和路面，一行一条绿道。',
      domain: 'city',
      keywords: ['绿道', '骑行'],
      timeCoverage: '2026 年',
      area: '全市',
      relations: '可按“所在区”与其他数据汇总。',
      updateFrequency: 'yearly',
    },
    fields: [
      code('绿道编号', '全市唯一的绿道编号', 'LD', 3),
      field('绿道名称', '公布的名称', ({ row }) => `${middleOf(row).name}第${row + 1}绿道`),
      near,
      number('宽度', '路面宽度，单位：米', 2, 6),
      oneOf('路面', '路面材料', ['透水混凝土', '沥青', '塑胶']),
      way,
    ],
  },
];
