import { readFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { dataFolder } from '../server/ingest/testing/data-folder.ts';

/** Tables in UTF-8; the last two are written in traditional characters. */
const TABLES = [
  'A_city/sh_poi_hospital.csv',
  'A_city/sh_poi_bus_stop.csv',
  'A_city/sh_poi_food.csv',
  'A_city/cn_streets_2023.csv',
  'A_city/college_names.csv',
  'A_city/sz_metro_card_14_14.csv',
  'A_city/nbs_yearly/工业/工业产品产量.csv',
  'B_catalog/sh_catalog_open.csv',
  'B_catalog/tw_data_title.txt',
  'B_catalog/tw_kaohsiung_catalog.csv',
];
/** Big5 as Windows writes it: the characters of Hong Kong are no part of what Taiwan's departments have. */
const ENCODINGS = { gb18030: 'gb18030', big5: 'cp950', shift_jis: 'cp932' } as const;
const EACH = 100;
const [SHORTEST, LONGEST] = [20, 200];

/** The same sequence in every run. */
function* numbers(): Generator<number, never> {
  for (let state = 20_240_501; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state;
  }
}

/** Whole lines and single cells that hold characters beyond ASCII. */
function* textsOf(table: string, random: Generator<number, never>): Generator<string> {
  const lines = table.split(/\r?\n/);
  for (let tries = 0; tries < EACH * 40; tries++) {
    const line = lines[random.next().value % lines.length] ?? '';
    const cells = line.split(/[,\t]/);
    const text = random.next().value % 2 === 0 ? line : (cells[random.next().value % cells.length] ?? '');
    if (/[^\0-\x7f]/.test(text)) yield text;
  }
}

const cut = (text: string, encoding: string): Buffer | null => {
  let kept = text;
  while (iconv.encode(kept, encoding).length > LONGEST) kept = kept.slice(0, -1);
  const bytes = iconv.encode(kept, encoding);
  return bytes.length >= SHORTEST && iconv.decode(bytes, encoding) === kept ? bytes : null;
};

/** Short texts of a city's tables by the encoding that they were written in, for those that it can write. */
export async function shortTexts(): Promise<[encoding: string, texts: Buffer[]][]> {
  const random = numbers();
  const tables = await Promise.all(TABLES.map((table) => readFile(path.join(dataFolder, table), 'utf8')));
  return Object.entries(ENCODINGS).map(([name, encoding]) => [
    name,
    tables.flatMap((table) => {
      const found: Buffer[] = [];
      for (const text of textsOf(table, random)) {
        const bytes = cut(text, encoding);
        if (bytes) found.push(bytes);
        if (found.length === EACH) break;
      }
      return found;
    }),
  ]);
}
