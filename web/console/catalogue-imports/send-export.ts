import type { Port } from '../../../rules/api/port.ts';
import {
  IMPORT_PAGE,
  LARGEST_PART_BYTES,
  sendCataloguePart,
  startCatalogueImport,
} from '../../../rules/catalogue/catalogue-imports.operations.ts';

/** What can be wrong with a form before the platform has seen its file. */
export type Unfit =
  | { why: 'no-file' }
  | { why: 'empty-file' | 'too-large'; name: string; bytes: number }
  | { why: 'too-large-unnamed' };

/** The file of the form, or why it is none that can be sent on. */
export async function fileOf(request: Request): Promise<File | Unfit> {
  // Read no further than what a page takes; the rest of the form is a few hundred bytes.
  if (Number(request.headers.get('content-length') ?? 0) > IMPORT_PAGE.fileBytes + 16 * 1024)
    return { why: 'too-large-unnamed' };
  const file = (await request.formData()).get('file');
  if (!(file instanceof File) || file.name === '') return { why: 'no-file' };
  const { name, size: bytes } = file;
  if (bytes === 0) return { why: 'empty-file', name, bytes };
  return bytes > IMPORT_PAGE.fileBytes ? { why: 'too-large', name, bytes } : file;
}

const LONGEST_NAME = 255;

/** Sends an export on in parts, which begins its comparison; answers the id of the import. */
export async function sendExport(port: Port, file: File): Promise<string> {
  const fileName = file.name.slice(-LONGEST_NAME);
  const { id } = await port.call(startCatalogueImport, { fileName, bytes: file.size });
  for (let offset = 0; offset < file.size; offset += LARGEST_PART_BYTES) {
    const part = await file.slice(offset, offset + LARGEST_PART_BYTES).arrayBuffer();
    await port.call(sendCataloguePart, { id, offset, content: base64(new Uint8Array(part)) });
  }
  return id;
}

const AT_ONCE = 32 * 1024;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}
