import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export const PARKING_ROWS = 200_000;
const DISTRICTS = ['黄浦区', '徐汇区', '长宁区', '静安区', '普陀区', '虹口区', '杨浦区', '浦东新区'];
const KINDS = ['路内泊位', '公共停车场', '配建停车场', '换乘停车场'];
const HEADER = [
  '编号',
  '名称',
  '行政区',
  '类型',
  '地址',
  '泊位数',
  '收费',
  '启用日期',
  '更新时间',
  '经度',
  '纬度',
  '统一代码',
];
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A number between 0 and 1 that depends on the row and on nothing else. */
function chance(row: number, salt: number): number {
  let x = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

const pick = (from: readonly string[], at: number): string => from[Math.floor(at * from.length)] ?? '';

/** Texts in the order in which a workbook lists them, each once. */
class SharedTexts {
  private readonly places = new Map<string, number>();

  place(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.places.size);
    return this.places.size - 1;
  }

  *xml(): Generator<string> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="${MAIN}" uniqueCount="${this.places.size}">`;
    for (const text of this.places.keys()) yield `<si><t>${text}</t></si>`;
    yield '</sst>';
  }
}

function rowXml(row: number, shared: SharedTexts): string {
  const number = row + 2;
  const text = (column: string, value: string): string =>
    `<c r="${column}${number}" t="s"><v>${shared.place(value)}</v></c>`;
  const value = (column: string, stored: string, style = 0): string =>
    `<c r="${column}${number}"${style === 0 ? '' : ` s="${style}"`}><v>${stored}</v></c>`;
  const district = pick(DISTRICTS, chance(row, 1));
  const code = `91310${String(100_000_000_000 + row * 7919).padStart(12, '0')}X`;
  return (
    `<row r="${number}" spans="1:12">` +
    text('A', `P${String(row + 1).padStart(7, '0')}`) +
    text('B', `${district}第${Math.floor(chance(row, 2) * 5000)}停车场`) +
    text('C', district) +
    text('D', pick(KINDS, chance(row, 3))) +
    text(
      'E',
      `${pick(['中山路', '人民路', '解放路', '建国路'], chance(row, 4))}${Math.floor(chance(row, 5) * 3000)}号`,
    ) +
    value('F', String(Math.floor(chance(row, 6) * 900))) +
    value('G', (Math.floor(chance(row, 7) * 400) / 10).toString()) +
    value('H', String(36_526 + Math.floor(chance(row, 8) * 8000)), 1) +
    value('I', (44_000 + Math.floor(chance(row, 9) * 86_400) / 86_400).toString(), 2) +
    value('J', (121 + chance(row, 10)).toFixed(6)) +
    value('K', (31 + chance(row, 11)).toFixed(6)) +
    text('L', code) +
    '</row>'
  );
}

function* sheetXml(shared: SharedTexts): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${MAIN}"><dimension ref="A1:L${PARKING_ROWS + 1}"/><sheetData>`;
  const header = HEADER.map(
    (label, i) => `<c r="${String.fromCharCode(65 + i)}1" t="s"><v>${shared.place(label)}</v></c>`,
  );
  yield `<row r="1" spans="1:12">${header.join('')}</row>`;
  for (let row = 0; row < PARKING_ROWS; row++) yield rowXml(row, shared);
  yield '</sheetData></worksheet>';
}

const PARTS: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="停车场" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
};

/** A workbook of car parks, 200,000 rows × 12 columns with shared texts as Excel writes them; made once a machine. */
export async function parkingWorkbook(): Promise<string> {
  const folder = path.join(import.meta.dirname, '../../var/bench');
  const file = path.join(folder, `parking-${PARKING_ROWS}-1.xlsx`);
  if (await stat(file).catch(() => null)) return file;
  await mkdir(folder, { recursive: true });
  const zip = new ZipFile();
  const shared = new SharedTexts();
  const options = { mtime: new Date(Date.UTC(2024, 0, 1)) };
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(text), name, options);
  // Parts are written one after another, so that the texts are complete when their turn comes.
  zip.addReadStream(Readable.from(inChunks(sheetXml(shared))), 'xl/worksheets/sheet1.xml', options);
  zip.addReadStream(Readable.from(inChunks(shared.xml())), 'xl/sharedStrings.xml', options);
  zip.end();
  const making = `${file}.${process.pid}`;
  await pipeline(zip.outputStream, createWriteStream(making));
  await rename(making, file);
  return file;
}

function* inChunks(texts: Iterable<string>): Generator<Buffer> {
  let held = '';
  for (const text of texts) {
    held += text;
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = '';
  }
  yield Buffer.from(held);
}
