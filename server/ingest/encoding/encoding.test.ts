import { isUtf8 } from 'node:buffer';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedBy, type Refused } from '../../../rules/reading/refusal.ts';
import { decodedTexts, detectEncoding, encodingCandidates } from '../text-encoding.ts';
import { dataFolder, hasData } from '../testing/data-folder.ts';
import { eucTwAsBig5 } from './codecs.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-encodings-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
async function given(...parts: (string | Buffer | [text: string, encoding: string])[]): Promise<string> {
  const path = join(folder, `${++files}.txt`);
  const bytes = parts.map((part) => (Array.isArray(part) ? encoded(...part) : Buffer.from(part as string)));
  await writeFile(path, Buffer.concat(bytes));
  return path;
}

function encoded(text: string, encoding: string): Buffer {
  if (!iconv.encodingExists(encoding)) throw new Error(encoding);
  return iconv.encode(text, encoding);
}

async function read(path: string): Promise<{ label: string; text: string }> {
  const encoding = await detectEncoding(path);
  let text = '';
  for await (const part of decodedTexts(path, encoding)) text += part;
  return { label: encoding.label, text };
}

async function refusalOf(path: string): Promise<Refused | null> {
  return refusedBy(await detectEncoding(path).catch((error: unknown) => error));
}

/** Encoding as the library writes it, as it is to be named, and a short text. */
const WRITTEN: readonly (readonly [string, string, string])[] = [
  ['gb18030', 'gb18030', '街道名称,门牌,人数\n𠮷野路,1号,3\n㙍头村,2号,4\n'],
  ['gb18030', 'gb18030', '是'],
  ['gb18030', 'gb18030', '赟,龑\n'],
  ['gb18030', 'gb18030', '体重,38℃\n'],
  ['gb18030', 'gb18030', '臺北市立圖書館,中山區,電話號碼\n'],
  ['cp950', 'big5', '臺北市,信義區,市府路\n'],
  ['big5hkscs', 'big5', '深水埗,鰂魚涌,香港特別行政區\n'],
  ['cp932', 'shift_jis', '東京都,新宿区,西新宿①\n'],
  ['cp932', 'shift_jis', 'ｶﾅｶﾞﾜｹﾝ,ﾖｺﾊﾏｼ,ﾅｶｸ,ﾆﾎﾝｵｵﾄﾞｵﾘ\n'],
  ['eucjp', 'euc-jp', '東京都,新宿区,西新宿のまち\n'],
  ['cp949', 'euc-kr', '서울특별시,강남구,역삼동 똠방각하\n'],
  ['windows-1252', 'windows-1252', 'Größe,Straße,Müller,Österreich\n'],
  ['windows-1252', 'windows-1252', 'Les élèves français étaient très contents à Noël\n'],
  ['macintosh', 'macintosh', 'Les élèves français étaient très contents à Noël\n'],
  ['windows-1250', 'windows-1250', 'Příliš žluťoučký kůň úpěl ďábelské ódy\n'],
  ['iso-8859-2', 'iso-8859-2', 'Łódź,Kraków,Gdańsk,województwo śląskie,ulica Świętokrzyska\n'],
  ['windows-1251', 'windows-1251', 'Москва,Санкт-Петербург,улица Ленина\n'],
  ['koi8-r', 'koi8-r', 'Москва,Санкт-Петербург,улица Ленина\n'],
  ['koi8-u', 'koi8-u', 'Київ,Львів,вулиця Шевченка,їжак\n'],
  ['iso-8859-5', 'iso-8859-5', 'Москва,Санкт-Петербург,улица Ленина\n'],
  ['ibm866', 'ibm866', 'Москва,Санкт-Петербург,улица Ленина\n'],
  ['windows-1253', 'windows-1253', 'Αθήνα,Θεσσαλονίκη,οδός Ερμού\n'],
  ['windows-1254', 'windows-1254', 'İstanbul,Şişli,Beşiktaş,Üsküdar,Kadıköy\n'],
  ['windows-1255', 'windows-1255', 'ירושלים,תל אביב,חיפה\n'],
  ['windows-1256', 'windows-1256', 'القاهرة,الإسكندرية,شارع\n'],
  ['windows-1257', 'windows-1257', 'Vilnius,Šiauliai,Klaipėda,Panevėžys,Gatvė,ąžuolas\n'],
  ['windows-874', 'windows-874', 'กรุงเทพมหานคร,เชียงใหม่,ถนน\n'],
  ['utf-8', 'utf-8', '街道名称,门牌\n𠮷野路,1号\n'],
  ['utf-16le', 'utf-16le', '街道名称,门牌\n𠮷野路,1号\n'],
  ['utf-16be', 'utf-16be', '街道名称,门牌\n𠮷野路,1号\n'],
  ['utf-32le', 'utf-32le', '街道名称,门牌\n𠮷野路,1号\n'],
  ['utf-32be', 'utf-32be', '街道名称,门牌\n𠮷野路,1号\n'],
];

const ISO_2022_JP = Buffer.from('\u001b$BEl5~ET\u001b(B,x\n', 'latin1');

describe('the encoding of a text', () => {
  it.each(WRITTEN)(
    'given a text written in %s, when read, then it is %s and every character is back',
    async (encoding, label, text) => {
      expect(await read(await given([text, encoding]))).toEqual({ label, text });
    },
  );

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'given %s with its mark once and twice, when read, then the marks are left out',
    async (encoding) => {
      const text = '路,1\n';
      expect(await read(await given(['\ufeff' + text, encoding]))).toEqual({ label: encoding, text });
      expect(await read(await given(['\ufeff\ufeff' + text, encoding]))).toEqual({ label: encoding, text });
    },
  );

  it('given seven bits with escapes, when read, then it is iso-2022-jp', async () => {
    expect(await read(await given(ISO_2022_JP))).toEqual({ label: 'iso-2022-jp', text: '東京都,x\n' });
  });

  it('given a declaration that the bytes agree with, when they leave a doubt, then it decides; else it does not', async () => {
    const declared = (label: string): string => `<?xml version="1.0" encoding="${label}"?><a>`;
    const doubtful = Buffer.from([0xc4, 0xe3]);
    expect((await detectEncoding(await given(declared('big5'), doubtful))).label).toBe('big5');
    expect((await detectEncoding(await given(declared('gb2312'), doubtful))).label).toBe('gb18030');
    expect((await detectEncoding(await given(declared('gbk'), '路'))).label).toBe('utf-8');
    expect((await detectEncoding(await given(declared('big5'), ['浦东新区，㙍头村', 'gb18030']))).label).toBe(
      'gb18030',
    );
  });

  it('given characters far behind the ASCII beginning, when read, then the whole file is heard', async () => {
    const ascii = 'a,b,c\n'.repeat(500_000);
    expect((await detectEncoding(await given(ascii, ['黄浦区,南京东路\n', 'gb18030']))).label).toBe(
      'gb18030',
    );
  });

  it('given little to go by, when read, then the guess says how sure it is', async () => {
    expect((await detectEncoding(await given(['café', 'windows-1252']))).sure).toBeLessThan(0.9);
    expect((await detectEncoding(await given(['黄浦区,南京东路\n', 'gb18030']))).sure).toBeGreaterThan(0.99);
  });
});

describe('bytes that cannot be read', () => {
  it('given EUC-TW or ISO-2022-KR, when read, then the encoding is named and refused', async () => {
    const named = (encoding: string) => ({
      code: 'unsupported-format',
      reason: 'undecodable-encoding',
      args: { encoding },
    });
    // 行政院主計總處公開資料 on plane 1 of CNS 11643.
    const text = Buffer.from('c8aceccbe3aac5d3f8fbf5bee0d4c6e8caf2e9b4edb9', 'hex');
    expect(await refusalOf(await given('x,', text, '\n'))).toMatchObject(named('euc-tw'));
    expect(await refusalOf(await given('\u001b$)C', '\u000e0!\u000f\n'))).toMatchObject(named('iso-2022-kr'));
  });

  it('given one byte that is not of the encoding, when read, then its row and its place in the file are said', async () => {
    const before = '路名,门牌\n南京东路,1\n';
    const path = await given([before, 'gb18030'], Buffer.from([0xc4, 0xcf, 0xbe]), ',2\n', [
      '北京西路,3\n',
      'gb18030',
    ]);
    const byte = encoded(before, 'gb18030').length + 3;
    expect(await refusalOf(path)).toMatchObject({
      code: 'unreadable-file',
      reason: 'undecodable-bytes',
      args: { encoding: 'gb18030', row: 3, byte },
    });
    expect(await refusalOf(await given('路名\n南京东路\n', Buffer.from([0xe8, 0xb7])))).toMatchObject({
      reason: 'undecodable-bytes',
      args: { encoding: 'utf-8', row: 3, byte: 21 },
    });
    expect(await refusalOf(await given(['\ufeffa,b\n', 'utf-16le'], Buffer.from([0x31])))).toMatchObject({
      reason: 'undecodable-bytes',
      args: { encoding: 'utf-16le', row: 2 },
    });
  });

  it('given lines in two encodings, when read, then the row from which it changes is said, whichever is first', async () => {
    const [utf8, gbk] = ['路名,门牌\n南京东路,1号\n', encoded('淮海中路,2号\n静安区,3号\n', 'gb18030')];
    expect(await refusalOf(await given(utf8, gbk))).toMatchObject({ reason: 'mixed-encodings', row: 3 });
    expect(await refusalOf(await given(gbk, utf8))).toMatchObject({ reason: 'mixed-encodings', row: 3 });
  });

  it('given one row whose characters are UTF-8 by chance, when read, then the file is of one encoding', async () => {
    const rows = encoded('1,上海\n2,上海\n3,路路路路\n', 'gb18030');
    expect(isUtf8(encoded('路路路路', 'gb18030'))).toBe(true);
    expect((await detectEncoding(await given(rows))).label).toBe('gb18030');
  });

  it('given a choice that is no encoding, when read, then it is refused; given one that is, then it is taken leniently', async () => {
    const path = await given(['南京东路\n', 'gb18030']);
    const refused = refusedBy(await detectEncoding(path, 'gb99').catch((error: unknown) => error));
    expect(refused).toMatchObject({ code: 'invalid-input', reason: 'unknown-encoding' });
    expect(await detectEncoding(path, 'GBK')).toMatchObject({ label: 'gb18030', lenient: true });
  });
});

describe('text once opened wrongly', () => {
  it.each([
    ['gb18030', '编号,名称\n1,上海图书馆东馆\n'],
    ['windows-1252', '编号,名称\n1,上海图书馆\n'],
    ['windows-1252', 'id,name\n1,Müller Straße\n'],
  ])(
    'given UTF-8 opened as %s and saved again, when read, then row and meaning are said',
    async (as, text) => {
      const head = 'a\nb\n';
      const opened = new TextDecoder(as).decode(Buffer.from(text));
      const { mojibake } = await detectEncoding(await given(head, opened));
      expect(mojibake).toMatchObject({ as, row: text.startsWith('id') ? 4 : 3 });
      expect(mojibake?.meant).toMatch(/编号|üß/);
    },
  );

  it('given ordinary text, when read, then nothing is suspected', async () => {
    for (const text of ['隆尧县,天津传媒学院,花木路\n', 'Ünïcödé ça où naïve façade\n', '¿Qué? «Ça»\n'])
      expect((await detectEncoding(await given(text))).mojibake).toBeNull();
  });
});

describe('the encodings side by side', () => {
  it('given a text in GB18030, when asked, then it is first and sure, four at most, each with its own sample', async () => {
    const path = await given('a,b\n', ['黄浦区,南京东路\n', 'gb18030']);
    const candidates = await encodingCandidates(path);
    expect(candidates[0]).toMatchObject({ label: 'gb18030', undecodable: 0, sample: '黄浦区,南京东路' });
    expect(candidates[0]?.sure).toBeGreaterThan(0.99);
    expect(candidates.length).toBeLessThanOrEqual(4);
    expect(new Set(candidates.map(({ sample }) => sample)).size).toBe(candidates.length);
  });

  it('given any file that is read, when asked, then the first candidate is the encoding it is read in', async () => {
    for (const [encoding, label, text] of WRITTEN) {
      const [first] = await encodingCandidates(await given([text, encoding]));
      expect(first).toMatchObject({ label, undecodable: 0 });
    }
  });

  it('given any bytes, when asked and read, then there is an answer or a refusal, and no other failure', async () => {
    const answers = async (bytes: Uint8Array): Promise<void> => {
      const path = await given(Buffer.from(bytes));
      const [first] = await encodingCandidates(path);
      expect(first?.sure).toBeGreaterThan(0);
      const read = await detectEncoding(path).catch((error: unknown) => refusedBy(error));
      expect(read).not.toBeNull();
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), answers), { numRuns: 30 });
  });
});

const SAME: Readonly<Record<string, string>> = {
  ascii: 'utf-8',
  gb2312: 'gb18030',
  cp932: 'shift_jis',
  'utf-8-sig': 'utf-8',
  'utf-16': 'utf-16(le|be)',
  'utf-32': 'utf-32(le|be)',
};

describe.skipIf(!hasData('C_messy/chardet'))('texts whose folder is their encoding', () => {
  const chardet = join(dataFolder, 'C_messy/chardet');

  it('given each of them, when read, then it is what its folder says, or refused by that name', async () => {
    const wrong: string[] = [];
    for (const truth of await readdir(chardet))
      for (const name of await readdir(join(chardet, truth))) {
        const read = await detectEncoding(join(chardet, truth, name)).catch((error: unknown) =>
          refusedBy(error),
        );
        const said = read && 'label' in read ? read.label : read?.args['encoding'];
        const meant = SAME[truth.toLowerCase()] ?? truth.toLowerCase();
        if (!new RegExp(`^${meant}$`).test(String(said))) wrong.push(`${truth}/${name}: ${String(said)}`);
      }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('given a table opened in the wrong encoding and saved, when read, then the garbled row is said', async () => {
    const path = join(dataFolder, 'C_messy/generated/mojibake_utf8_as_gbk.csv');
    const { mojibake } = await detectEncoding(path);
    expect(mojibake).toMatchObject({ row: 1, as: 'gb18030', meant: '名称地址' });
  });
});

describe('EUC-TW for the eye', () => {
  it('given bytes of plane 1 and 2, when shown as Big5, then they are its everyday characters, and others are marked', () => {
    expect(iconv.decode(eucTwAsBig5(Buffer.from('c4a1', 'hex')), 'big5')).toBe('一');
    expect(iconv.decode(eucTwAsBig5(Buffer.from('8ea2a1a1', 'hex')), 'big5')).toBe('乂');
    expect(eucTwAsBig5(Buffer.from('b0a1', 'hex'))).toEqual(Buffer.from([0xff, 0xff]));
  });
});
