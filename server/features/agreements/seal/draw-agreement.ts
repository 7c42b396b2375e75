import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { chineseNumber, type AgreementDocument } from '../../../../rules/agreements/agreement-document.ts';
import { reserveSeal } from './sealed-pdf.ts';

/** Words for the last page, Chinese and English on lines of their own. */
export interface PrintedAgreement {
  code: string;
  document: AgreementDocument;
  author: string;
  /** `甲方 …`, one block of lines for each party. */
  signatures: readonly (readonly string[])[];
  /** Digests and where the file is verified. */
  evidence: readonly string[];
  headings: { signatures: string; evidence: string; english: string };
  sealedAt: Date;
}

const FONT = new URL('../fonts/noto-sans-sc.ttf.br', import.meta.url);
let font: Promise<Buffer> | undefined;
/** Noto Sans SC, every Chinese character that names are written with. */
const readFont = (): Promise<Buffer> => (font ??= readFile(FONT).then(promisify(brotliDecompress)));

const MARGIN = 64;
const SIZES = { title: 18, article: 12.5, clause: 10.5, english: 9 } as const;
const INK = { plain: '#1a1a1a', marked: '#0a4a7a', quiet: '#555555' } as const;
type Style = keyof typeof SIZES;

/** The agreement as PDF/A-2b with an embedded font, with room for its seal. */
export async function drawAgreement(printed: PrintedAgreement): Promise<Buffer> {
  const { code, document: text, author, sealedAt } = printed;
  const title = `${text.title['zh-CN']} ${code}`;
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    ...{ pdfVersion: '1.7', subset: 'PDF/A-2b', tagged: true, lang: 'zh-CN', displayTitle: true },
    bufferPages: true,
    info: { Title: title, Author: author, Subject: code, CreationDate: sealedAt },
  });
  const bytes = collect(pdf);
  pdf.registerFont('text', await readFont()).font('text');
  const write = writerOn(pdf);
  write('H1', 'title', text.title['zh-CN'], INK.plain);
  write('P', 'clause', code, INK.quiet);
  for (const [index, { title: heading, clauses }] of text.articles.entries()) {
    write('H2', 'article', `第${chineseNumber(index + 1)}条 ${heading['zh-CN']}`, INK.plain);
    for (const [place, clause] of clauses.entries())
      write('P', 'clause', `${place + 1}. ${clause.text['zh-CN']}`, clause.marked ? INK.marked : INK.plain);
  }
  drawEnd(write, printed);
  drawEnglish(write, printed);
  drawFeet(pdf, code);
  reserveSeal(pdf, sealedAt);
  pdf.end();
  return bytes;
}

type Write = (tag: string, style: Style, words: string, colour: string) => void;

/** Writes paragraphs that machines find in their order. */
const writerOn =
  (pdf: PDFKit.PDFDocument): Write =>
  (tag, style, words, colour) => {
    // A heading stays with what it is of.
    if (style === 'article' && pdf.y > pdf.page.height - 2 * MARGIN) pdf.addPage();
    pdf.addStructure(
      pdf.struct(tag, {}, () => {
        pdf.fontSize(SIZES[style]).fillColor(colour);
        pdf.text(words, { lineGap: 3, align: style === 'title' ? 'center' : 'left' });
        pdf.moveDown(style === 'clause' || style === 'english' ? 0.25 : 0.4);
      }),
    );
  };

function drawEnd(write: Write, { signatures, evidence, headings }: PrintedAgreement): void {
  write('H2', 'article', headings.signatures, INK.plain);
  for (const lines of signatures) for (const line of lines) write('P', 'clause', line, INK.plain);
  write('H2', 'article', headings.evidence, INK.plain);
  for (const line of evidence) write('P', 'english', line, INK.quiet);
}

function drawEnglish(write: Write, { document: { title, articles }, headings }: PrintedAgreement): void {
  write('H2', 'article', headings.english, INK.quiet);
  write('P', 'english', title.en, INK.quiet);
  for (const [index, article] of articles.entries()) {
    write('H3', 'english', `${index + 1}. ${article.title.en}`, INK.plain);
    for (const [place, { text }] of article.clauses.entries())
      write('P', 'english', `${index + 1}.${place + 1} ${text.en}`, INK.quiet);
  }
}

/** Code and page on each page, for the eye alone. */
function drawFeet(pdf: PDFKit.PDFDocument, code: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.fontSize(SIZES.english).fillColor(INK.quiet);
    pdf.text(`${code}  ${page + 1} / ${count}`, MARGIN, pdf.page.height - MARGIN / 2 - SIZES.english, {
      align: 'center',
      lineBreak: false,
      width: pdf.page.width - 2 * MARGIN,
    });
    pdf.endMarkedContent();
  }
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  pdf.on('data', (part: Buffer) => parts.push(part));
  pdf.on('end', () => resolve(Buffer.concat(parts)));
  pdf.on('error', reject);
  return promise;
}
