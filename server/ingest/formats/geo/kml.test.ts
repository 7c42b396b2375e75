import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readTable, refusalOf, scratchFolder, writeFiles } from '../../testing/geo-files.ts';

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

const document = (inside: string, prologue = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prologue}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name>${inside}</Document></kml>`;
const ring = (corners: string): string => `<LinearRing><coordinates>${corners}</coordinates></LinearRing>`;

const CITY = document(`<Folder><name>地铁</name>
  <Placemark><name>人民广场 &amp; 外滩</name><description><![CDATA[<b>x</b> & y]]></description><styleUrl>#s</styleUrl>
    <Style><LineStyle><color>ff</color></LineStyle></Style>
    <ExtendedData><Data name="线路"><displayName>q</displayName><value>1号线</value></Data>
      <SchemaData schemaUrl="#x"><SimpleData name="code">001</SimpleData></SchemaData></ExtendedData>
    <Point><coordinates>121.470,31.230,0</coordinates></Point></Placemark>
  <Placemark><Polygon><outerBoundaryIs>${ring('0,0 9,0 9,9 0,0')}</outerBoundaryIs>
    <innerBoundaryIs>${ring('1,1 2,1 2,2 1,1')}</innerBoundaryIs></Polygon></Placemark></Folder>
  <Placemark><MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>
    3,4 </coordinates></Point></MultiGeometry></Placemark>
  <Placemark><Point><coordinates>nowhere</coordinates></Point></Placemark><Placemark/>`);

describe('KML', () => {
  it('[xz-16] given placemarks with data, rings and many points, when read, then all but their looks is there', async () => {
    await writeFiles(folder, { 'city.kml': CITY });
    const { reading, rows, codes } = await readTable(folder, 'city.kml');
    expect(reading).toMatchObject({ format: 'kml', coordinateSystem: 'WGS-84', rows: 5 });
    expect(reading.columns.map(({ name }) => name)).toEqual([
      'folder',
      'name',
      'description',
      '线路',
      'code',
      'geometry',
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['地铁', '人民广场 & 外滩', '<b>x</b> & y', '1号线', '001', 'POINT Z (121.470 31.230 0)'],
      ['地铁', '', '', '', '', 'POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))'],
      ['', '', '', '', '', 'MULTIPOINT (1 2, 3 4)'],
      ['', '', '', '', '', 'nowhere'],
      ['', '', '', '', '', ''],
    ]);
    expect(codes).toEqual(['coordinates-by-standard', 'bad-geometry']);
  });

  it('[xz-16] given a KMZ, when read, then the document in it is', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(CITY), 'doc.kml');
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(join(folder, 'city.kmz')));
    expect((await readTable(folder, 'city.kmz')).reading).toMatchObject({ format: 'kml', rows: 5 });
  });

  it('given declared entities, tags that do not match, or no placemark, when read, then it is refused by reason', async () => {
    await writeFiles(folder, {
      'entity.kml': document('<Placemark/>', '<!DOCTYPE kml [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
      'tags.kml': '<?xml version="1.0"?><kml><Document></Placemark></kml>',
      'cut.kml': CITY.slice(0, 700),
      'none.kml': document('<NetworkLink><Link><href>http://127.0.0.1:9/</href></Link></NetworkLink>'),
    });
    expect(await refusalOf(folder, 'entity.kml')).toMatchObject({ reason: 'kml-doctype' });
    expect(await refusalOf(folder, 'tags.kml')).toMatchObject({ reason: 'damaged-kml' });
    expect(await refusalOf(folder, 'cut.kml')).toMatchObject({ reason: 'damaged-kml' });
    expect(await refusalOf(folder, 'none.kml')).toMatchObject({ reason: 'no-features' });
  });
});
