import type { Page } from 'playwright-core';
import { pictures } from '../browser.ts';
import type { Open } from '../journey.ts';

export const CONDITIONAL = '停车场（库）实时泊位（5 分钟）';
const MATERIALS = ['应用场景说明', '数据安全管理制度'];
const PDF = { name: '材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };

/** From the page of the dataset to a draft. */
export async function begin(page: Page): Promise<string> {
  await page.goto(`/datasets?q=${encodeURIComponent(CONDITIONAL)}`);
  await page.getByRole('link', { name: CONDITIONAL }).first().click();
  await page.getByRole('link', { name: '申请', exact: true }).first().click();
  await page.getByRole('button', { name: '开始填写' }).click();
  await page.getByText('申请已建好，请填写。').waitFor();
  return new URL(page.url()).pathname;
}

/** The two materials that its conditions ask for. */
export async function addMaterials(page: Page): Promise<void> {
  for (const kind of MATERIALS) {
    await page.getByLabel('是哪一项材料').fill(kind);
    await page.getByLabel('文件（PDF').setInputFiles(PDF);
    await page.getByRole('button', { name: '上传材料' }).click();
    await page.getByText('材料已上传，以后的申请也能用。').waitFor();
  }
}

/** Everything that the form asks. */
export async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('用途类别').selectOption({ label: '自身业务范围内' });
  await page.getByLabel('具体场景').fill('在导航里显示空余泊位，用于停车诱导。');
  await page.getByLabel('使用目的').fill('引导司机就近停车。');
  await page.getByLabel('安全保障措施').fill('加密存放');
  await page.getByLabel('接触数据的人').fill('工程师，负责接口');
  await page.getByLabel('安全监管方案').fill('每季度自查一次。');
  await page.getByLabel('每几个月报送一次利用情况').selectOption({ index: 3 });
  for (const promise of await page.getByRole('group', { name: '承诺' }).getByRole('checkbox').all())
    await promise.check();
  for (const kind of MATERIALS)
    await page.getByRole('group', { name: '随申请提交' }).getByLabel(kind).first().check();
}

/** Declined with all that is missing, completed, sent again, and rejected with three reasons. */
export async function declinedThenRejected(open: Open): Promise<void> {
  const person = await open('/console/applications', { as: 'person' });
  const path = await begin(person);
  await addMaterials(person);
  await fillIn(person);
  await person.getByRole('button', { name: '提交申请' }).click();
  await person.getByText('已提交，等待受理。').waitFor();

  const operator = await open(path, { as: 'operator' });
  await operator.getByLabel('缺什么、为什么').fill('安全管理制度没有盖章。\n没有写明研究单位。');
  await operator.getByRole('button', { name: '不予受理' }).click();
  await operator.getByText('已告知申请人，全部理由一次说完。').waitFor();

  await person.goto(path);
  await person.getByText('没有写明研究单位。').first().waitFor();
  await pictures(person, 'application-declined');
  await person.getByLabel('使用目的').fill('同济大学的研究：引导司机就近停车。');
  await person.getByRole('button', { name: '提交申请' }).click();
  await person.getByText('已提交，等待受理。').waitFor();
  await operator.goto(path);
  await operator.getByRole('button', { name: '受理', exact: true }).click();
  await operator.getByText('已受理，转数据开放主体审核。').waitFor();

  const editor = await open(path, { as: 'publisher-editor' });
  await editor.getByRole('radio', { name: '不同意' }).check();
  const reasons = ['场景用不到逐场数据。', '没有说明怎样销毁。', '与已有数据合并可以看出经营情况。'];
  for (const [place, text] of reasons.entries())
    await editor
      .getByRole('group', { name: `理由 ${String(place + 1)}` })
      .getByLabel('说明')
      .fill(text);
  await editor.getByLabel('与先例不同的原因').fill('先例写明了场景要用哪些字段，这件没有。');
  await editor.getByRole('button', { name: '提出审核意见' }).click();
  await editor.getByText('审核意见已提出，由另一人决定。').waitFor();
  const reviewer = await open(path, { as: 'publisher-reviewer' });
  await reviewer.getByRole('button', { name: '不通过' }).click();
  await reviewer.getByText('已告知申请人全部理由。').waitFor();

  await person.goto(path);
  for (const text of reasons) await person.getByText(text).first().waitFor();
  await pictures(person, 'application-rejected');
}
