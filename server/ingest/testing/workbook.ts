import { columnLetters } from '../formats/sheets/column-letters.ts';
import { writeZip } from './zip-file.ts';

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\r/g, '&#13;');

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relations = (targets: Record<string, [string, string]>): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(
    targets,
  )
    .map(([id, [type, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

export interface TestCell {
  /** Written as an inline text, unless `raw` is given. */
  text?: string;
  /** A stored number. */
  raw?: string;
  /** Index into the workbook's `formats`. */
  style?: number;
}

export interface TestSheet {
  name: string;
  rows: TestCell[][];
  merges?: string[];
  state?: 'hidden';
}

export interface TestWorkbook {
  sheets: TestSheet[];
  /** Number format codes of the styles. */
  formats?: string[];
  /** Parts put in as they are, over those made here. */
  parts?: Record<string, string | Buffer>;
}

function sheetXml({ rows, merges = [] }: TestSheet): string {
  const body = rows.map((cells, r) => {
    const inner = cells.map(({ text, raw, style }, c) => {
      const head = `<c r="${columnLetters(c)}${r + 1}"${style === undefined ? '' : ` s="${style}"`}`;
      if (raw !== undefined) return `${head}><v>${raw}</v></c>`;
      return text === undefined
        ? ''
        : `${head} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
    });
    return `<row r="${r + 1}">${inner.join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetData>${body.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`;
}

/** Writes a workbook at `path`, as small as one can be. */
export async function writeWorkbook(
  path: string,
  { sheets, formats = [], parts = {} }: TestWorkbook,
): Promise<void> {
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts>${formats
    .map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escapeXml(code)}"/>`)
    .join(
      '',
    )}</numFmts><cellXfs>${formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs></styleSheet>`;
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
    .map(
      ({ name, state }, i) =>
        `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;
  const links: Record<string, [string, string]> = { styles: ['styles', 'styles.xml'] };
  sheets.forEach((_, i) => (links[`s${i + 1}`] = ['worksheet', `worksheets/sheet${i + 1}.xml`]));
  const files: Record<string, string | Buffer> = {
    '_rels/.rels': relations({ r1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations(links),
    'xl/styles.xml': styles,
  };
  sheets.forEach((sheet, i) => (files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)));
  await writeZip(path, { ...files, ...parts });
}
