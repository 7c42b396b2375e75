import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictures } from '../browser.ts';
import { journey, type Open } from '../journey.ts';

const HEADERS = '数据集ID,数据资源提供部门,数据资源名称,开放属性,数据资源状态,数据资源内容描述,field_names';
// On no list, so that other journeys find the list as it was.
const row = (id: string, summary: string): string =>
  `${id},市交通委（演示）,原平台台账${id},不开放,未发布,${summary},编号;名称`;
const csvOf = (...rows: string[]): Buffer => Buffer.from([HEADERS, ...rows].join('\n'));

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/console/catalogue-imports');
  await page.getByLabel('目录导出文件').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '上传并比对' }).click();
}

/** The judge of accessibility is itself a script: it looks at the same address in a page that runs them. */
async function look(open: Open, page: Page, name: string): Promise<void> {
  await pictures(await open(page.url(), { as: 'operator' }), name);
}

describe('an operator who imports a catalogue', () => {
  journey(
    '[xz-9] given no scripts, when a file is sent, looked over and taken, and a newer one after it, then each says what it changes before it does',
    async ({ open }) => {
      const page = await open('/console/catalogue', { as: 'operator', scripts: false });
      await page.getByRole('link', { name: '导入目录' }).first().click();
      await page.getByRole('heading', { level: 1, name: '导入别的平台导出的目录' }).waitFor();

      await give(page, '目录.csv', csvOf(row('Q1', '一行一项。'), row('Q2', '一行一户。')));
      await page.getByRole('heading', { name: '采用后，新增2个数据集，变更0个' }).waitFor();
      await page.getByRole('button', { name: '采用这份目录' }).click();
      await page.getByText('采用了：新增2个，变更0个').waitFor();

      await give(page, '新目录.csv', csvOf(row('Q1', '一行一项，含编号与名称。'), row('Q3', '一行一处。')));
      await page.getByRole('heading', { name: '采用后，新增1个数据集，变更1个' }).waitFor();
      const changed = page.getByRole('row').filter({ hasText: '原平台台账Q1' });
      expect(await changed.innerText()).toMatch(
        /数据资源内容描述\s*原来\s*一行一项。\s*文件里\s*一行一项，含编号与名称。/,
      );
      await look(open, page, 'catalogue-import-compared');
      await page.getByRole('button', { name: '放弃' }).click();
      await page.getByText('这一次已放弃，目录没有改动。').waitFor();
    },
  );

  const BAD: [what: string, file: Buffer, words: string][] = [
    ['an empty file', Buffer.alloc(0), '“坏.csv”是空的'],
    [
      'a table that is no catalogue',
      Buffer.from('编号,名称\n1,甲\n2,乙\n'),
      '文件里没有目录必需的列：数据集ID',
    ],
    ['nothing but headers', csvOf(), '文件里只有列名，没有一个数据集'],
    [
      'bytes that are no text',
      Buffer.concat([csvOf(row('Q4', '甲')), Buffer.from([0xe4, 0xb8])]),
      '有无法解码的字节',
    ],
  ];
  journey.for(BAD)(
    'given %s, when it is sent, then the page says what is wrong and what to do',
    async ([, file, words], { open }) => {
      const page = await open('/console/catalogue-imports', { as: 'operator', scripts: false });
      await give(page, '坏.csv', file);
      await page.getByText(words).waitFor();
    },
  );

  journey(
    'given a clerk of a body, when the page is opened, then it is not theirs, and no link leads there',
    async ({ open }) => {
      const page = await open('/console/catalogue', { as: 'publisher-editor' });
      expect(await page.getByRole('link', { name: '导入目录' }).count()).toBe(0);
      expect((await page.goto('/console/catalogue-imports'))?.status()).toBe(403);
    },
  );
});
