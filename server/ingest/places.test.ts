import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachPosition } from '../../rules/reading/geo/wkt.ts';
import { inspectHere } from './inspect.ts';
import { sampleHere } from './sample.ts';
import { dataFolder, hasData } from './testing/data-folder.ts';
import { readTable, scratchFolder, writeFiles } from './testing/geo-files.ts';

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

async function given(name: string, text: string, choices = {}) {
  await writeFiles(folder, { [name]: text });
  const { reading } = await readTable(folder, name, choices);
  const about = reading.warnings.filter(({ code }) => code.startsWith('coordinates-'));
  return { system: reading.coordinateSystem, said: about.map(({ code, row }) => [code, row]), about };
}

const PLACES = '121.47,31.23\n121.48,31.24\n';

describe('columns of longitude and latitude', () => {
  it('[xz-16] given no statement, when read, then no system is named and it is said what to do', async () => {
    expect(await given('站点.csv', `名称,经度,纬度\n甲,121.47,31.23\n乙,121.48,31.24\n`)).toMatchObject({
      system: null,
      said: [['coordinates-unstated', null]],
    });
  });

  it.each([
    ['a.csv', 'lng_gcj02,lat_gcj02', 'GCJ-02'],
    ['b.csv', 'bd_lng,bd_lat', 'BD-09'],
    ['c.csv', 'wgs_lat,wgs_lon', 'WGS-84'],
    ['百度地图站点.csv', '经度,纬度', 'BD-09'],
    ['d_cgcs2000.csv', 'X坐标（经度）,Y坐标（纬度）', 'CGCS2000'],
  ])(
    '[xz-16] given %s with %s, when read, then they are %s and the name is the reason',
    async (name, head, system) => {
      const rows = head.startsWith('wgs_lat') ? '31.23,121.47\n31.24,121.48\n' : PLACES;
      expect(await given(name, `${head}\n${rows}`)).toMatchObject({
        system,
        said: [['coordinates-by-name', null]],
      });
    },
  );

  it('given a choice, when read, then it is the system and no value changes', async () => {
    expect(await given('e.csv', `lon,lat\n${PLACES}`, { coordinateSystem: 'GCJ-02' })).toMatchObject({
      system: 'GCJ-02',
      said: [],
    });
  });

  it('given several pairs in several systems, when read, then each pair is named', async () => {
    const { system, about } = await given(
      'f.csv',
      'lng火星,lat火星,WGS84_Lng,WGS84_Lat\n121.47,31.23,121.46,31.22\n',
    );
    expect(system).toBeNull();
    expect(about[0]?.args['pairs']).toBe('lng火星, lat火星 (GCJ-02); WGS84_Lng, WGS84_Lat (WGS-84)');
  });

  it('given swapped, impossible and sexagesimal places, when read, then their rows are listed', async () => {
    const text = `名称,lon_wgs84,lat_wgs84\n甲,31.23,121.47\n乙,1214.7,312.3\n丙,121°28′12″,31°13′48″\n丁,NA,\n戊,121.4,31.2\n`;
    expect((await given('g.csv', text)).said).toEqual([
      ['coordinates-by-name', null],
      ['coordinates-swapped', 2],
      ['coordinates-outside', 3],
      ['coordinates-dms', 4],
    ]);
  });

  it('given a column of WKT that a person calls geometry in BD-09, when read, then it is converted', async () => {
    await writeFiles(folder, { 'wkt.csv': 'n,shape\n1,POINT (121.48105 31.23383)\n2,somewhere\n' });
    const choices = { types: { shape: 'geometry' }, coordinateSystem: 'BD-09' } as const;
    const { rows } = await readTable(folder, 'wkt.csv', choices);
    expect(rows[1]?.typed[1]).toMatch(/^POINT \(121\.4\d+ 31\.2\d+\)$/);
    expect(rows[2]?.typed[1]).toBeNull();
  });

  it('given places in metres without a statement, when read, then the unit is said', async () => {
    const { about } = await given('h.csv', '横坐标,纵坐标\n546310.6,3455933.3\n546311.6,3455934.3\n');
    expect(about.map(({ code, args }) => [code, args])).toEqual([
      ['coordinates-unstated', { unit: 'metres' }],
    ]);
  });
});

describe.skipIf(!hasData('A_city'))('one table in two systems', () => {
  it('[xz-16] given the districts in GCJ-02 and in WGS-84, when both are typed, then they lie within a centimetre', async () => {
    const [shifted, plain] = await Promise.all(
      ['310000_gcj02.geojson', '310000_wgs84.geojson'].map(async (name) => {
        const path = join(dataFolder, 'A_city/geo', name);
        const reading = await inspectHere(path, basename(path));
        const at = reading.columns.length - 1;
        const { plan, type } = reading.columns[at]!;
        expect(type).toBe('geometry');
        expect(plan.unfit).toBe(0);
        return (await sampleHere(path, reading, {}, { offset: 0, limit: 16 })).rows.map(
          ({ typed }) => typed[at] ?? '',
        );
      }),
    );
    const numbers = (wkts: string[]): number[] => {
      const found: number[] = [];
      for (const wkt of wkts) eachPosition(wkt, (x, y) => found.push(x, y));
      return found;
    };
    const [a, b] = [numbers(shifted!), numbers(plain!)];
    expect(a.length).toBe(b.length);
    expect(a.length).toBeGreaterThan(6000);
    expect(Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))).toBeLessThan(1e-7);
  });
});
