import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { writeWorkbook } from './workbook.ts';

const XML = '<?xml version="1.0"?>';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';

const entity = (root: string, target: string, body: string): string =>
  `${XML}<!DOCTYPE ${root} [<!ENTITY x SYSTEM "${target}">]>${body}`;

/** Texts that tell a careless reader to fetch `target` or to copy it into a cell. */
const TEXTS: Record<string, (target: string) => string> = {
  'entity.xml': (target) => entity('r', target, '<r><row><a>&x;</a></row><row><a>2</a></row></r>'),
  'parameter.xml': (target) =>
    `${XML}<!DOCTYPE r [<!ENTITY % p SYSTEM "${target}"> %p;]><r><row><a>1</a></row><row><a>2</a></row></r>`,
  'definition.xml': (target) =>
    `${XML}<!DOCTYPE r SYSTEM "${target}"><r><row><a>1</a></row><row><a>2</a></row></r>`,
  'include.xml': (target) =>
    `<r xmlns:xi="http://www.w3.org/2001/XInclude"><row><a><xi:include href="${target}" parse="text"/></a></row><row><a>2</a></row></r>`,
  'style.xml': (target) =>
    `${XML}<?xml-stylesheet href="${target}"?><r xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="${target}"><row><a>1</a></row><row><a>2</a></row></r>`,
  'source.vrt': (target) =>
    `<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>${target}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`,
  'spreadsheet.xml': (target) =>
    entity(
      'Workbook',
      target,
      '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">&x;</Data></Cell></Row></Table></Worksheet></Workbook>',
    ),
  'link.kml': (target) =>
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>${target}</href></Link></NetworkLink><Placemark><name>a</name><Point><coordinates>121,31</coordinates></Point></Placemark></Document></kml>`,
  'entity.kml': (target) =>
    entity(
      'kml',
      target,
      '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&x;</name></Placemark></kml>',
    ),
  'page.html': (target) =>
    `<html><link href="${target}" rel="stylesheet"><img src="${target}"><table><tr><td>a</td></tr><tr><td>1</td></tr></table></html>`,
  'crs.geojson': (target) =>
    `{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"${target}","type":"proj4"}},"features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[121,31]}}]}`,
  'reference.json': (target) => `[{"$ref":"${target}","a":1},{"$ref":"${target}","a":2}]`,
  'formula.csv': (target) => `a,b\n1,"=WEBSERVICE(""${target}"")"\n2,${target}\n`,
};

async function writeZip(path: string, parts: Record<string, string>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

const sheet = { name: '表', rows: [[{ text: '甲' }], [{ text: '乙' }]] };

/** Archives and workbooks that do the same in one of their parts. */
const PACKED: Record<string, (path: string, target: string) => Promise<void>> = {
  'entity.xlsx': (path, target) =>
    writeWorkbook(path, {
      sheets: [sheet],
      parts: {
        'xl/worksheets/sheet1.xml': entity(
          'worksheet',
          target,
          `<worksheet xmlns="${SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>`,
        ),
      },
    }),
  'relation.xlsx': (path, target) =>
    writeWorkbook(path, {
      sheets: [sheet],
      parts: {
        'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${LINKS}"><Relationship Id="s1" Type="${OFFICE}/worksheet" Target="${target}" TargetMode="External"/></Relationships>`,
      },
    }),
  'entity.ods': (path, target) =>
    writeZip(path, {
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': entity(
        'office:document-content',
        target,
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell><text:p>&x;</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
      ),
    }),
  'packed.zip': (path, target) => writeZip(path, { 'entity.xml': TEXTS['entity.xml']?.(target) ?? '' }),
};

/** Writes files into a folder that point at each target in every way known here; their paths. */
export async function luringFiles(folder: string, targets: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const [i, target] of targets.entries()) {
    const place = (name: string): string => join(folder, `${i}-${name}`);
    for (const [name, write] of Object.entries(TEXTS)) {
      await writeFile(place(name), write(target));
      paths.push(place(name));
    }
    for (const [name, write] of Object.entries(PACKED)) {
      await write(place(name), target);
      paths.push(place(name));
    }
  }
  return paths;
}
