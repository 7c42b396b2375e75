import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { refuse } from '../../../../rules/reading/refusal.ts';

const HEAD = 512;
const CODE_PAGE_BYTES = 32;
const SHAPE_MAGIC = '0000270a';
const INDEX_MAGIC = '0000270afffff';
/** Where the first record of a shapefile lies, in words: the first entry of an index. */
const FIRST_RECORD = 50;

/** Endings that only indices of shapefiles have. */
const INDEX_NAME = /\.(sbn|sbx|fbn|fbx|ain|aih|ixs|mxs|qix|atx)$/i;
const METADATA_NAME = /\.shp\.xml$/i;
const PROJECTION = /^\ufeff?\s*(GEOGCS|PROJCS|GEOCCS|LOCAL_CS|COMPD_CS|GEOGCRS|PROJCRS|GEODCRS)\s*\[\s*"/i;

function isShapeIndex(head: Buffer, size: number): boolean {
  if (head.toString('hex', 0, 4) !== SHAPE_MAGIC || head.length < 104) return false;
  return head.readInt32BE(100) === FIRST_RECORD && (size - 100) % 8 === 0;
}

/** The part of a shapefile that a file is, when it is one that holds no data. */
function sidePart(fileName: string, head: Buffer, size: number): string | null {
  const text = head.toString('utf8');
  const ending = extname(fileName).slice(1).toLowerCase();
  if (isShapeIndex(head, size) || (ending === 'shx' && size === 100)) return 'shx';
  if (PROJECTION.test(text)) return 'prj';
  if (METADATA_NAME.test(fileName) && /^\ufeff?\s*</.test(text)) return 'metadata';
  if (ending === 'cpg' && size <= CODE_PAGE_BYTES && /^[\w .-]+\s*$/.test(text)) return 'cpg';
  if (INDEX_NAME.test(fileName) || head.toString('hex').startsWith(INDEX_MAGIC)) return ending || 'sbn';
  return null;
}

/** Throws `unsupported-format` for a part of a shapefile that is nothing by itself, saying which and what to send. */
export async function refuseSideFile(path: string, fileName: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const part = sidePart(fileName, buffer.subarray(0, bytesRead), size);
    if (part !== null) refuse('unsupported-format', 'side-file', { part });
  } finally {
    await file.close();
  }
}
