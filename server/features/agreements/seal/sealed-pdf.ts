import { judgeDetached, signDetached, type Judged } from './cms.ts';
import type { Seal } from './seal.ts';

/** Room for the signature: one on P-256 with its certificate takes about 1.5 kB. */
const SIGNATURE_BYTES = 4096;
/** Ten digits each: the range is written over when the length is known. */
const OPEN_END = 9_999_999_999;
const FLAG_HIDDEN_PRINTED = 0b1000_0100;
const SIGNATURES_EXIST_APPEND_ONLY = 3;

/** The form that `initForm` makes; pdfkit has no fields for signatures to add to it. */
interface WithForm {
  initForm(): void;
  page: { annotations: object[] };
  _root: { data: { AcroForm: { data: { Fields: object[]; SigFlags?: number; NeedAppearances?: boolean } } } };
}

/** Leaves room in a document with a font, before it ends, for the signature that {@link sealPdf} puts there. */
export function reserveSeal(document: PDFKit.PDFDocument, at: Date): void {
  const signature = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, OPEN_END, OPEN_END, OPEN_END],
    Contents: new Uint8Array(SIGNATURE_BYTES),
    M: at,
  });
  const field = document.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: Buffer.from('Seal'),
    F: FLAG_HIDDEN_PRINTED,
    Rect: [0, 0, 0, 0],
    P: document.page.dictionary,
    V: signature,
  });
  // The types of pdfkit leave out what its own form functions work on.
  const inside = document as unknown as WithForm;
  inside.initForm();
  inside.page.annotations.push(field);
  const form = inside._root.data.AcroForm.data;
  form.Fields.push(field);
  form.SigFlags = SIGNATURES_EXIST_APPEND_ONLY;
  // PDF/A has every appearance in the file.
  delete form.NeedAppearances;
  for (const reference of [signature, field]) reference.end(undefined);
}

/** The finished file with the signature of all of its bytes but the signature's own (ISO 32000-1, 12.8.1). */
export async function sealPdf(unsigned: Buffer, by: Seal): Promise<Buffer> {
  const zeros = `<${'00'.repeat(SIGNATURE_BYTES)}>`;
  const start = unsigned.indexOf(zeros, 0, 'latin1');
  const range = `[0 ${OPEN_END} ${OPEN_END} ${OPEN_END}]`;
  const rangeAt = unsigned.indexOf(range, 0, 'latin1');
  if (start < 0 || rangeAt < 0) throw new Error('no room was left for a signature');
  const end = start + zeros.length;
  const file = Buffer.from(unsigned);
  file.write(`[0 ${start} ${end} ${file.length - end}]`.padEnd(range.length), rangeAt, 'latin1');
  const signature = await signDetached(Buffer.concat([file.subarray(0, start), file.subarray(end)]), by);
  if (signature.length > SIGNATURE_BYTES) throw new RangeError('the signature does not fit its room');
  file.write(signature.toString('hex'), start + 1, 'latin1');
  return file;
}

const RANGE = /\/ByteRange\s*\[\s*0 (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]/g;

/** What the last seal in a file says of it; undefined where there is none. */
export async function judgePdf(file: Buffer, by: Seal): Promise<Judged | undefined> {
  const found = [...file.toString('latin1').matchAll(RANGE)].at(-1);
  if (!found) return undefined;
  const [start = 0, end = 0, rest = 0] = found.slice(1).map(Number);
  const hex = file.subarray(start + 1, end - 1).toString('latin1');
  const der = Buffer.from(hex, 'hex');
  const signed = Buffer.concat([file.subarray(0, start), file.subarray(end, end + rest)]);
  const judged = await judgeDetached(der, signed, by);
  // What stands behind the range was added afterwards.
  return judged && { ...judged, holds: judged.holds && end + rest === file.length };
}
