import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
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
} from '../console-steps.ts';
import { downloaded } from '../download.ts';
import { journey } from '../journey.ts';

const HEAD = ['站点编号', '站点名称', '所在区', '车位数', '日均借还', '启用日期'];
const DISTRICTS = ['徐汇区', '黄浦区', '长宁区', '静安区'];

const stations = (count: number): string[][] =>
  Array.from({ length: count }, (_, at) => [
    String(at + 1).padStart(6, '0'),
    at % 10 === 0 ? `龙漕路${at + 1}号，近“轨道交通”出口` : `龙漕路第${at + 1}站`,
    DISTRICTS[at % DISTRICTS.length] ?? '',
    String(12 + (at % 30)),
    `${20 + at}.${(at % 9) + 1}`,
    `2024-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
  ]);

const quoted = (cell: string): string => (/[",，]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** As a department's spreadsheet saves it: GBK, lines that end in CR LF. */
const gbkFile = (rows: readonly string[][]): Buffer =>
  iconv.encode(rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join(''), 'gbk');

const FIRST = [HEAD, ...stations(60)];
const SECOND = [HEAD, ...stations(75)];
const BROKEN = SECOND.map((row) => row.filter((_cell, place) => place !== 3));

const WRITING = {
  summary: '全市公共自行车服务点的位置、车位数和日均借还次数，一行一个服务点。不含企业自营车辆。',
  domain: '道路交通',
  timeCoverage: '2024年起',
  area: '全市',
  relations: '可按“所在区”与其他数据汇总。',
  fields: {
    站点编号: '全市唯一的六位编号',
    站点名称: '站牌上的名称',
    所在区: '所在的行政区',
    车位数: '可以停放的车辆数',
    日均借还: '最近一个月每天借还的平均次数',
    启用日期: '服务点开始使用的日期',
  },
};

async function seeReading(page: Page): Promise<void> {
  await page.getByText('编码GB18030，分隔符“,”，换行CRLF').waitFor();
  const typeOf = (name: string): Promise<string> => page.getByLabel(`“${name}”的类型`).inputValue();
  expect(await Promise.all(HEAD.map(typeOf))).toEqual(['text', 'text', 'text', 'integer', 'decimal', 'date']);
  const wholeTable = (name: string) => page.getByRole('region', { name }).getByRole('table').first();
  const cells = ['000001', '龙漕路1号，近“轨道交通”出口', '2024-01-01'];
  for (const name of ['文件原样', '读成这样']) {
    for (const cell of cells) await wholeTable(name).getByRole('cell', { name: cell, exact: true }).waitFor();
  }
}

/** Version, rows and cells as a visitor gets them. */
async function expectServed(
  page: Page,
  path: string,
  version: number,
  source: readonly string[][],
): Promise<void> {
  await page.goto(path);
  await page.getByText(`第${version}版，共${source.length - 1}行`).waitFor();
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: '下载 CSV' }).click());
  expect(parseCsv(bytes.toString('utf8'))).toEqual(source);
}

describe('a clerk and a file', () => {
  journey(
    '[xz-9] [xz-11] [xz-16-1] [xz-17] given a GBK file, when clerk, reviewer and operator did their part in the browser, then a visitor downloads the same cells; a second version follows, a broken one does not',
    { timeout: 300_000 },
    async ({ open }) => {
      const name = freshName('公共自行车服务点');
      const clerk = await open('/console/uploads', { as: 'publisher-editor' });
      await clerk.getByRole('link', { name: '上传数据文件' }).click();
      await sendFile(clerk, '公共自行车服务点.csv', gbkFile(FIRST));
      await seeReading(clerk);
      await pictures(clerk, 'clerk-reading');

      await clerk.getByRole('radio', { name: '一个新数据集' }).check();
      await clerk.getByLabel('数据集名称').fill(name);
      await takeReading(clerk, 'validated');
      await clerk.getByRole('link', { name: /^还缺\d+项$/ }).waitFor();
      await writeEntry(clerk, WRITING);
      await pictures(clerk, 'clerk-entry');
      const draftPath = new URL(clerk.url()).pathname;
      await handOn(clerk, '列入年度开放重点。');
      await pictures(clerk, 'clerk-handed-on');

      const reviewer = await open('/console', { as: 'publisher-reviewer' });
      await submit(reviewer, name);
      const operator = await open('/console', { as: 'operator' });
      await accept(operator, name);
      await pictures(operator, 'operator-accepted');
      const publicPath = await operator.getByRole('link', { name: '看公开页' }).getAttribute('href');
      const visitor = await open('/');
      await expectServed(visitor, publicPath ?? '', 1, FIRST);

      await clerk.goto(draftPath);
      await clerk.getByRole('link', { name: '上传新的数据' }).click();
      await sendFile(clerk, '公共自行车服务点（更新）.csv', gbkFile(SECOND));
      await takeReading(clerk, 'validated');
      await expectServed(visitor, publicPath ?? '', 1, FIRST);
      await openTask(reviewer, '去复核', name);
      await pictures(reviewer, 'reviewer-version');
      await reviewer.getByRole('button', { name: '发布这一版' }).click();
      await reviewer.getByText('新版本已发布，读者现在看到的就是它。').waitFor();
      await expectServed(visitor, publicPath ?? '', 2, SECOND);

      await clerk.goto(draftPath);
      await clerk.getByRole('link', { name: '上传新的数据' }).click();
      await sendFile(clerk, '公共自行车服务点（缺列）.csv', gbkFile(BROKEN));
      await takeReading(clerk, 'quarantined');
      await clerk
        .getByText(/“车位数”/)
        .first()
        .waitFor();
      await pictures(clerk, 'clerk-quarantined');
      await expectServed(visitor, publicPath ?? '', 2, SECOND);
      await openTask(clerk, '看问题', name);
    },
  );
});
