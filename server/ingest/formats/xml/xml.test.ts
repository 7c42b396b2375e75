import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../../rules/reading/reading.schema.ts';
import { encodeText } from '../../testing/encode.ts';
import { readRecords, type ReadRecords } from '../../testing/read-records.ts';
import { identify } from '../identify.ts';
import { xml } from './xml.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaishu-xml-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, choices: ReadingChoices = {}): Promise<ReadRecords> {
  const path = join(folder, 'a.xml');
  await writeFile(path, content);
  expect(await identify(path)).toBe('xml');
  return readRecords(xml, path, 'a.xml', choices);
}

describe('[xz-16] XML as departments have it', () => {
  it('given an element that repeats, when read, then its attributes, children and text are the columns', async () => {
    const found = await read(`<?xml version="1.0"?>
      <ns:集 xmlns:ns="urn:x"><标题>某市</标题><列><记录 编号="1" 注='a&amp;b'><名称>豫&#x56ed;</名称>
        <电话>1</电话><电话>2</电话><位置 系="WGS"><x>1</x></位置></记录>
      <记录 编号="2"><名称><![CDATA[<静安> & 寺]]></名称><名称2/>备注</记录></列></ns:集>`);
    expect(found.labels).toEqual(['@编号', '@注', '名称', '电话', '位置', '名称2', '#text']);
    expect(found.rows).toEqual([
      ['1', 'a&b', '豫园', '["1","2"]', '{"@系":"WGS","x":"1"}', '', ''],
      ['2', '', '<静安> & 寺', '', '', '', '备注'],
    ]);
    expect(found.tables).toEqual(['/ns:集/列/记录 2']);
    expect(found.reading.columns[0]?.type).toBe('integer');
  });

  it('given one record or plain values, when read, then they are a table too', async () => {
    expect(await read('<r><名称>豫园</名称></r>')).toMatchObject({ labels: ['名称'], rows: [['豫园']] });
    expect(await read('<集><记录 a="1"><b>2</b></记录></集>')).toMatchObject({
      labels: ['@a', 'b'],
      rows: [['1', '2']],
    });
    expect(await read('<l><i>a</i><i>b</i></l>')).toMatchObject({ labels: ['i'], rows: [['a'], ['b']] });
    expect(await read('<l><i x="1"/><i x="2"/></l>')).toMatchObject({ labels: ['@x'], rows: [['1'], ['2']] });
  });

  it('given records inside records, when read, then the outer ones come first and the inner can be chosen', async () => {
    const content = `<市><区 名="徐汇"><校><名>一中</名><数>1</数></校><校><名>二中</名><数>2</数></校></区>
      <区 名="静安"><校><名>三中</名><数>3</数></校></区></市>`;
    const outer = await read(content);
    expect(outer.tables).toEqual(['/市/区 2', '/市/区/校 3']);
    expect(outer.rows[1]).toEqual(['静安', '{"名":"三中","数":"3"}']);
    expect((await read(content, { table: 2 })).rows).toEqual([
      ['一中', '1'],
      ['二中', '2'],
      ['三中', '3'],
    ]);
  });

  it('given an encoding that is declared, when read, then the bytes win and a difference is told', async () => {
    const body = `<集>${'<记录><名称>上海市徐汇区公共停车场</名称></记录>'.repeat(20)}</集>`;
    const declared = `<?xml version="1.0" encoding="GBK"?>${body}`;
    expect(await read(encodeText(declared, 'gb18030'))).toMatchObject({
      reading: { encoding: 'gb18030' },
      warnings: [],
    });
    expect(await read(declared)).toMatchObject({
      reading: { encoding: 'utf-8' },
      warnings: ['declared-encoding'],
      rows: Array.from({ length: 20 }, () => ['上海市徐汇区公共停车场']),
    });
    const wide = encodeText(`<?xml version="1.0" encoding="UTF-16"?>${body}`, 'utf-16le');
    expect(await read(wide)).toMatchObject({ reading: { encoding: 'utf-16le' }, warnings: [] });
  });

  it('given a document type without declarations or unknown entities, when read, then nothing is fetched', async () => {
    const found = await read(
      '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://127.0.0.1:9/x.dtd"><rss><item><a>1&nbsp;2</a></item><item><a>3</a></item></rss>',
    );
    expect(found.rows).toEqual([['1&nbsp;2'], ['3']]);
  });

  it.each([
    [
      '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
      'xml-doctype',
      2,
      1,
    ],
    ['<r>\n<a></b></r>', 'bad-xml', 2, 4],
    ['<r/>\n<r/>', 'bad-xml', 2, 1],
    ['<r><a>1</a>', 'xml-cut', 1, 12],
    ['<r><a x="1</a></r>', 'xml-cut', 1, 4],
    ['<r></r>', 'xml-without-records', undefined, undefined],
    ['<a>'.repeat(200), 'too-deep', 1, 385],
  ])(
    'given %j, when read, then it is refused as %s at row %s, column %s',
    async (content, reason, row, column) => {
      const place = row === undefined ? {} : { row, column };
      await expect(read(content)).rejects.toMatchObject({ extra: { reason, ...place } });
    },
  );

  it('given any texts, when written as XML and read, then they are the same', async () => {
    const word = fc
      .string({ unit: fc.constantFrom(...Array.from('ab&<>"\'豫园 ;#x0]')), minLength: 1, maxLength: 12 })
      .map((text) => text.trim());
    const record = fc.tuple(word, word, word);
    const escaped = (text: string): string =>
      text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 5 }), async (records) => {
        const body = records.map(
          ([a, b, c]) =>
            `<r a="${escaped(a)}"><b>${escaped(b)}</b><c><![CDATA[${c.replaceAll(']', '')}]]></c></r>`,
        );
        const found = await read(`<t>${body.join('\n')}</t>`);
        expect(found.rows).toEqual(
          records.map(([a, b, c]) => [
            a,
            b,
            c.replaceAll(']', '').trim() === '' ? '' : c.replaceAll(']', ''),
          ]),
        );
      }),
      { numRuns: Number(process.env['KAISHU_RUNS'] ?? 100) / 2 },
    );
  });
});
