import { describe, expect, it } from 'vitest';
import { citationFile, citationText, type Cited } from './citation.ts';

const CITED: Cited = {
  publisher: '市交通委',
  name: '公共停车场（库）基本信息 50% & {更多}',
  code: 'SH-JTW-000001',
  version: 6,
  published: '2026-11-02',
  accessed: '2026-11-22',
  platform: '上海市公共数据开放平台',
  url: 'https://data.example/datasets/SH-JTW-000001',
  language: 'zh-CN',
};

describe('how data is cited', () => {
  it('given a version, then both styles name who, what, which version of when, where, and the day of reading', () => {
    expect(citationText('gbt7714', CITED)).toBe(
      '市交通委. 公共停车场（库）基本信息 50% & {更多}[DS/OL]. 第6版. 上海市公共数据开放平台(2026-11-02)[2026-11-22]. https://data.example/datasets/SH-JTW-000001.',
    );
    expect(citationText('apa', CITED)).toBe(
      '市交通委. (2026, November 2). 公共停车场（库）基本信息 50% & {更多} (Version 6) [Data set]. 上海市公共数据开放平台. Retrieved 2026-11-22, from https://data.example/datasets/SH-JTW-000001',
    );
  });

  it('given signs that TeX runs, then they are written so that it prints them', () => {
    const file = citationFile('bib', CITED);
    expect(file).toContain('title = {{公共停车场（库）基本信息 50\\% \\& \\{更多\\}}}');
    expect(file).toMatch(/^@misc\{SH-JTW-000001-v6,\n[^]*\n\}\n$/);
  });

  it('given a name over two lines, then each tag of RIS stands on one line, the first and the last where they must', () => {
    const lines = citationFile('ris', { ...CITED, name: '甲\nER  - 乙' }).split('\r\n');
    expect(lines[0]).toBe('TY  - DATA');
    expect(lines).toContain('TI  - 甲 ER - 乙');
    expect(lines.filter((line) => line.startsWith('ER'))).toEqual(['ER  - ']);
  });

  it('given CSL-JSON, then it is a dataset with its dates in parts', () => {
    expect(JSON.parse(citationFile('json', CITED))).toMatchObject([
      { type: 'dataset', version: '6', issued: { 'date-parts': [[2026, 11, 2]] }, URL: CITED.url },
    ]);
  });
});
