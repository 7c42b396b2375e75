import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { biff5, label, merged, number } from '../../server/ingest/testing/biff.ts';
import { compoundFile } from '../../server/ingest/testing/compound-file.ts';
import { dataFolder, hasData } from '../../server/ingest/testing/data-folder.ts';
import { parseCsv } from '../../server/journeys/tables.ts';
import { pictures } from '../browser.ts';
import {
  accept,
  freshName,
  handOn,
  openTask,
  sendFile,
  submit,
  takeReading,
  writeEntry,
  type Writing,
} from '../console-steps.ts';
import { downloaded } from '../download.ts';
import { journey, type Open } from '../journey.ts';

interface Lot {
  code: string;
  name: string;
  total: number;
  charging: number | null;
  price: number;
}
interface District {
  name: string;
  lots: Lot[];
}

const DISTRICTS = ['徐汇区', '黄浦区', '长宁区', '静安区'];

/** Car parks by district: `more` are added to the last one, as a quarter later. */
const districts = (more: number, raise: number): District[] =>
  DISTRICTS.map((name, at) => ({
    name,
    lots: Array.from({ length: 5 + (at === DISTRICTS.length - 1 ? more : 0) }, (_, i): Lot => ({
      code: `3101${String(at + 4).padStart(2, '0')}-${String(i + 1).padStart(4, '0')}`,
      name: `${name}第${i + 1}停车场`,
      total: 120 + at * 31 + i * 17 + (i === 0 ? raise : 0),
      charging: i % 4 === 3 ? null : 10 + i,
      price: 8 + at + i / 2,
    })),
  }));

type Cell = string | number;

/** As an office's old Excel writes it: titles, a header of two levels with merged cells, subtotals in the body, a note. */
function ledger(quarter: string, parts: readonly District[]): Buffer {
  let at = 0;
  const rows: Cell[][] = [
    [`${quarter}公共停车场台账`],
    ['填报单位：市交通委（盖章）', '', '', '填报日期：2026.10.9'],
    ['序号', '停车场', '', '泊位数（个）', '', '首小时收费'],
    ['', '编号', '名称', '总数', '充电', ''],
    ...parts.flatMap(({ name, lots }): Cell[][] => [
      ...lots.map(({ code, name: lot, total, charging, price }) => [
        (at += 1),
        code,
        lot,
        total,
        charging ?? '—',
        `${price}元`,
      ]),
      [`${name}小计`, '', '', lots.reduce((sum, { total }) => sum + total, 0)],
    ]),
    ['注：“—”表示未设充电泊位；数据截至季末。'],
  ];
  const cells = rows.flatMap((values, row) =>
    values.flatMap((value, column) => {
      if (value === '') return [];
      return typeof value === 'number'
        ? [number(row, column, value)]
        : [label(row, column, iconv.encode(value, 'gbk'))];
    }),
  );
  const sheet = biff5({ cells: [...cells, ...MERGES.map((range) => merged(...range))] });
  return compoundFile(['Book'], [sheet]);
}

/** Rows and columns from 0: the title, and what the header joins. */
const MERGES: readonly Parameters<typeof merged>[] = [
  [0, 0, 0, 5],
  [2, 3, 0, 0],
  [2, 2, 1, 2],
  [2, 2, 3, 4],
  [2, 3, 5, 5],
];

const NAMES = ['序号', '停车场编号', '停车场名称', '泊位总数', '充电泊位', '首小时收费'];
const expected = (parts: readonly District[]): string[][] => {
  let at = 0;
  return [
    NAMES,
    ...parts.flatMap(({ lots }) =>
      lots.map(({ code, name, total, charging, price }) => [
        String((at += 1)),
        code,
        name,
        String(total),
        charging === null ? '' : String(charging),
        price.toFixed(1),
      ]),
    ),
  ];
};

const WRITING = {
  summary: '全市公共停车场的编号、名称、泊位数和首小时收费，一行一个停车场。不含路内泊位。',
  domain: '道路交通',
  timeCoverage: '2026年第三季度',
  area: '全市',
  relations: '可按停车场编号与泊位动态数据关联。',
  fields: {
    序号: '台账里的行号',
    停车场编号: '备案时给的编号',
    停车场名称: '备案的名称',
    泊位总数: '全部机动车泊位',
    充电泊位: '有充电设施的泊位，空值表示没有设',
    首小时收费: '小型车白天第一个小时的收费',
  },
};

const effect = (page: Page, words: string) => page.getByText(words, { exact: true }).first().waitFor();

/** Does it, and waits until the file has been read again by it. */
async function correct(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().includes('/console/uploads/'),
  );
  await act();
  await answered;
}

async function mend(clerk: Page): Promise<void> {
  await clerk.getByText('停车场_编号').first().waitFor();
  await clerk
    .getByText(/4 行小计或合计/)
    .first()
    .waitFor();
  await pictures(clerk, 'clerk-mends-before');
  await correct(clerk, () => clerk.getByRole('radio', { name: '不读这些行' }).first().check());
  await effect(clerk, '20行');
  const renames = {
    停车场_编号: '停车场编号',
    停车场_名称: '停车场名称',
    '泊位数（个）_总数': '泊位总数',
    '泊位数（个）_充电': '充电泊位',
  };
  for (const [before, after] of Object.entries(renames)) {
    const name = clerk.getByLabel(`“${before}”的名称`);
    await name.fill(after);
    await correct(clerk, () => name.press('Enter'));
    await clerk.getByLabel(`“${after}”的名称`).waitFor();
  }
  await pictures(clerk, 'clerk-mends-after');
}

async function served(page: Page, path: string): Promise<string[][]> {
  await page.goto(path);
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '下载 CSV' }).click());
  return parseCsv(bytes.toString('utf8'));
}

/** From the reading that is shown to the page that everyone sees, by all who have a say in it. */
async function publish(open: Open, clerk: Page, name: string, writing: Writing): Promise<Published> {
  await clerk.getByRole('radio', { name: '一个新数据集' }).check();
  await clerk.getByLabel('数据集名称').fill(name);
  await takeReading(clerk, 'validated');
  await writeEntry(clerk, writing);
  const draftPath = new URL(clerk.url()).pathname;
  await handOn(clerk, '列入年度开放重点。');
  const reviewer = await open('/console', { as: 'publisher-reviewer' });
  await submit(reviewer, name);
  const operator = await open('/console', { as: 'operator' });
  await accept(operator, name);
  const publicPath = (await operator.getByRole('link', { name: '看公开页' }).getAttribute('href')) ?? '';
  return { name, draftPath, publicPath, clerk, reviewer };
}

interface Published {
  name: string;
  draftPath: string;
  publicPath: string;
  clerk: Page;
  reviewer: Page;
}

/** The next file of a published dataset: nothing is chosen, only taken and published. */
async function publishNext(of: Published, fileName: string, file: Buffer, rows: string): Promise<void> {
  const { name, draftPath, clerk, reviewer } = of;
  await clerk.goto(draftPath);
  await clerk.getByRole('link', { name: '上传新的数据' }).click();
  await sendFile(clerk, fileName, file);
  await clerk.getByText('已照第1版的读法读').waitFor();
  await clerk.getByText(rows, { exact: true }).first().waitFor();
  await pictures(clerk, 'clerk-next-quarter');
  await takeReading(clerk, 'validated');
  await openTask(reviewer, '去复核', name);
  await reviewer.getByRole('button', { name: '发布这一版' }).click();
  await reviewer.getByText('新版本已发布，读者现在看到的就是它。').waitFor();
}

/** What an office sends by mistake: a picture of the table, a locked workbook, a page of the portal, nothing. */
const WRONG = [
  {
    name: '台账扫描件.csv',
    bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    says: '这是图片文件',
  },
  {
    name: '台账.xls',
    bytes: Buffer.from('<!doctype html><html><body><p>登录超时，请重新登录</p></body></html>'),
    says: '网页（HTML）',
  },
  { name: '空表.csv', bytes: Buffer.from(' \n\n'), says: '文件是空的' },
];

const REAL = 'A_city/moe_universities_2025.xls';
const CODE = 2;

const REAL_WRITING = {
  summary: '全国高等学校的名称、标识码、主管部门、所在地和办学层次，一行一所学校。',
  domain: '教育科技',
  timeCoverage: '截至2025年6月20日',
  area: '全国',
  relations: '可按学校标识码与其他教育数据关联。',
  fields: {
    序号: '名单里的行号',
    学校名称: '学校的全称',
    学校标识码: '教育部给的十位代码',
    主管部门: '主管学校的部门',
    所在地: '学校所在的城市',
    办学层次: '本科或专科',
    备注: '民办等说明',
  },
};

/** The same workbook with another number where `before` stood, once, among its cells. */
function withNumber(workbook: Buffer, before: number, after: number): Buffer {
  const [stored, other] = [Buffer.alloc(8), Buffer.alloc(8)];
  stored.writeDoubleLE(before);
  other.writeDoubleLE(after);
  const at = workbook.indexOf(stored);
  expect([at > 0, workbook.lastIndexOf(stored)]).toEqual([true, at]);
  const changed = Buffer.from(workbook);
  other.copy(changed, at);
  return changed;
}

describe.runIf(hasData(REAL))('a clerk and a real workbook of the old format', () => {
  journey(
    '[xz-16] given a register with titles, merged cells and sub-headings, when the clerk leaves the sub-headings out, then only records are published, and the next register goes through untouched',
    { timeout: 300_000 },
    async ({ open }) => {
      const workbook = readFileSync(join(dataFolder, REAL));
      const clerk = await open('/console/uploads/new', { as: 'publisher-editor' });
      await sendFile(clerk, '高校名单.xls', workbook);
      await clerk.getByText('2,950行', { exact: true }).first().waitFor();
      await clerk
        .getByText(/31 行只有一格有字/)
        .first()
        .waitFor();
      await correct(clerk, () => clerk.getByRole('radio', { name: '不读这些行' }).first().check());
      await clerk.getByText('2,919行', { exact: true }).first().waitFor();
      expect(await clerk.getByLabel('“序号”的类型').inputValue()).toBe('integer');
      await pictures(clerk, 'clerk-real-workbook');

      const published = await publish(open, clerk, freshName('高校名单'), REAL_WRITING);
      const visitor = await open('/');
      const register = await served(visitor, published.publicPath);
      expect([register.length, register[0]]).toEqual([2920, Object.keys(REAL_WRITING.fields)]);
      const code = Number(register.at(-1)?.[CODE]);

      const next = withNumber(workbook, code, code + 1);
      await publishNext(published, '高校名单（新）.xls', next, '2,919 → 2,919');
      const last = register.at(-1)?.with(CODE, String(code + 1)) ?? [];
      expect(await served(visitor, published.publicPath)).toEqual(register.with(-1, last));
    },
  );
});

const PLAIN =
  '编号,名称,日期\n001,徐汇,2024-02-09\n002,黄浦,去年底\n003,长宁,2024-03-01\n004,静安,2024-05-06\n';

describe('a clerk and a file as it is', () => {
  journey(
    '[xz-16] given a browser without scripts, in English, when a clerk corrects a row and a type, then one button shows the effect on the whole file',
    { timeout: 200_000 },
    async ({ open }) => {
      const clerk = await open('/console/uploads/new', { as: 'publisher-editor' });
      await sendFile(clerk, '区名.csv', iconv.encode(PLAIN, 'gbk'));
      await clerk
        .getByText(/“日期”里有 1 个值和其他的不同类/)
        .first()
        .waitFor();
      const { pathname } = new URL(clerk.url());
      const english = await open(pathname, { as: 'publisher-editor', language: 'en' });
      await pictures(english, 'clerk-encodings-english');
      const plain = await open(pathname, { as: 'publisher-editor', scripts: false, language: 'en' });
      await plain.getByLabel('Row 3 is').selectOption('leftOut');
      await plain.getByLabel('Type of “编号”').selectOption('integer');
      await plain.getByRole('button', { name: 'Read it again like this' }).first().click();
      await plain.getByText('3 rows', { exact: true }).first().waitFor();
      expect(await plain.getByLabel('Type of “日期”').inputValue()).toBe('date');
      expect(await plain.getByLabel('Type of “编号”').inputValue()).toBe('integer');
    },
  );

  journey(
    '[xz-16] given files that are no tables, when a clerk sends them, then each is refused with what is wrong and what to do, and one that is empty is not even sent',
    { timeout: 200_000 },
    async ({ open }) => {
      const clerk = await open('/console/uploads/new', { as: 'publisher-editor' });
      const choose = (name: string, buffer: Buffer) =>
        clerk.locator('input[type="file"]:enabled').setInputFiles({ name, mimeType: 'text/csv', buffer });
      await choose('没有导出完.csv', Buffer.alloc(0));
      await clerk.getByText('“没有导出完.csv”是空的，没有上传').waitFor();
      for (const { name, bytes, says } of WRONG) {
        await clerk.goto('/console/uploads/new');
        await choose(name, bytes);
        await clerk.getByRole('heading', { level: 1, name: '这个文件读不了' }).waitFor();
        const alert = clerk.getByRole('alert');
        await alert.getByText(says).waitFor();
        expect(await alert.textContent()).toMatch(/请[^。]+。/);
      }
      await pictures(clerk, 'clerk-refused');
    },
  );

  journey(
    '[xz-16] given an XLS with titles, a merged header and subtotals, when the clerk mends the reading once, then it is published so, and the next quarter goes through untouched',
    { timeout: 300_000 },
    async ({ open }) => {
      const name = freshName('公共停车场台账');
      const clerk = await open('/console/uploads/new', { as: 'publisher-editor' });
      await pictures(clerk, 'clerk-new-upload');
      const third = districts(0, 0);
      const sent = ledger('2026年第三季度', third);
      await sendFile(clerk, '停车场台账（三季度）.xls', sent);
      await mend(clerk);
      const original = await downloaded(clerk, () =>
        clerk.getByRole('link', { name: /^下载原始文件/ }).click(),
      );
      expect(original.bytes.equals(sent)).toBe(true);

      const published = await publish(open, clerk, name, WRITING);
      const visitor = await open('/');
      expect(await served(visitor, published.publicPath)).toEqual(expected(third));

      const fourth = districts(3, 5);
      await publishNext(published, '停车场台账（四季度）.xls', ledger('2026年第四季度', fourth), '20 → 23');
      expect(await served(visitor, published.publicPath)).toEqual(expected(fourth));
    },
  );
});
