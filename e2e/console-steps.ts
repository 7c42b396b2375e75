import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

/** What a clerk writes about a dataset (`xz-9`); `fields` holds what each field means, by its name. */
export interface Writing {
  summary: string;
  domain: string;
  timeCoverage: string;
  area: string;
  relations: string;
  fields: Readonly<Record<string, string>>;
}

/** The first level of each dimension: nothing in the data is sensitive. */
const HARMLESS = [/^A1 /, /^B1 /, /^C1 /, /^D1 /];

/** A name that no earlier journey has taken. */
export const freshName = (name: string): string => `${name}（${randomUUID().slice(0, 8)}）`;

/** Gives a file to the page that takes uploads, and waits until it has been read. */
export async function sendFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]:enabled').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('heading', { level: 1, name: '我们这样读懂了你的文件，请看一眼' }).waitFor();
}

/** Takes the file as it was read, and waits until its data has been checked and did not fail or did. */
export async function takeReading(page: Page, outcome: 'validated' | 'quarantined'): Promise<void> {
  await page.getByRole('button', { name: '按这样读，采用' }).click();
  const version = page.getByRole('region', { name: '数据', exact: true });
  const words = outcome === 'validated' ? '校验通过，待发布' : '没有通过校验，不会公开';
  await version.getByText(words).waitFor({ timeout: 60_000 });
}

/** Fills in every element of the entry and grades it as harmless; the check on the page then misses nothing. */
export async function writeEntry(page: Page, { fields, ...about }: Writing): Promise<void> {
  // By role: what is proposed for an element has its name too.
  const written = (name: string) => page.getByRole('textbox', { name });
  await written('摘要').fill(about.summary);
  await page.getByRole('combobox', { name: '数据领域' }).selectOption({ label: about.domain });
  await written('时间范围').fill(about.timeCoverage);
  await written('地域范围').fill(about.area);
  await written('与其他数据的关联').fill(about.relations);
  for (const [field, meaning] of Object.entries(fields)) {
    await written(`“${field}”的说明`).fill(meaning);
  }
  await gradeHarmless(page);
}

/** Grades every field and the whole as harmless; with that nothing must be missing any more. */
export async function gradeHarmless(page: Page): Promise<void> {
  for (const level of HARMLESS) await page.getByRole('radio', { name: level }).check();
  for (const select of await page.locator('select[name^="field-level."]').all())
    await select.selectOption({ index: 1 });
  await page.getByLabel('分级依据').fill('逐字段核对，不涉及个人信息和商业秘密。');
  await page.getByRole('radio', { name: '无条件开放', exact: true }).check();
  await page.getByRole('link', { name: '各项齐了' }).waitFor();
}

/** Hands the entry on to the reviewer, and waits for the work order. */
export async function handOn(page: Page, reason: string): Promise<void> {
  await page.getByLabel('调整理由').fill(reason);
  await page.getByRole('button', { name: '保存并交给审核人' }).click();
  await page.getByText('已交给审核人。').waitFor();
}

/** Opens the task of this dataset from “my tasks”, by the words of its button. */
export async function openTask(page: Page, act: string, name: string): Promise<void> {
  await page.goto('/console');
  await page.getByRole('link', { name: new RegExp(`^${act}\\s*${name}$`) }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Records that nothing secret is in it, unless that was found before; the page then offers to submit. */
async function reviewSecrecy(page: Page): Promise<void> {
  const part = page.getByRole('region', { name: '保密和安全审查' });
  await part.waitFor();
  if ((await part.getByRole('button', { name: '记录审查' }).count()) === 0) return;
  await part.getByRole('radio', { name: /^通过：/ }).check();
  await part.getByLabel('依据').fill('逐列核对内容和文件标题，不涉及国家秘密。');
  await part.getByRole('button', { name: '记录审查' }).click();
  await page.getByText('审查已记录。').waitFor();
}

export async function submit(page: Page, name: string): Promise<void> {
  await openTask(page, '审核', name);
  await reviewSecrecy(page);
  await page.getByRole('button', { name: '提交给市大数据中心' }).click();
  await page.getByText('已提交给市大数据中心。').waitFor();
}

export async function accept(page: Page, name: string): Promise<void> {
  await openTask(page, '办理', name);
  await page.getByRole('button', { name: '受理，列入清单' }).click();
  await page.getByText('已受理，列入开放清单。').waitFor();
}
