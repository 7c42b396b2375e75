import { describe } from 'vitest';
import type { Page } from '../../rules/api/views.ts';
import type { ApplicationSummary } from '../../rules/applications/applications.operations.ts';
import type { DatasetSummary } from '../../rules/datasets/datasets.operations.ts';
import type { ExpertOpinionSummary } from '../../rules/expert-reviews/expert-reviews.operations.ts';
import { aMaterial, aSentApplication } from '../../server/testing/applying.ts';
import { pictures } from '../browser.ts';
import { door } from '../city-door.ts';
import { enter } from '../enter.ts';
import { accountNamed, journey } from '../journey.ts';

const DATASET = '停车场（库）实时泊位（5 分钟）';
const WORDS = {
  advice: 'approve',
  marks: { benefit: 4, replicability: 4, necessity: 3, safety: 4 },
  text: '风险可控，可以开放。',
};
const tokenOf = (user: string): string => accountNamed(user).token ?? '';

/** The page of an application of a student that was taken in. */
async function takenIn(): Promise<string> {
  const city = door();
  const student = tokenOf('student');
  const query = `/datasets?q=${encodeURIComponent(DATASET)}&limit=1`;
  const { items } = await city.ask<{ items: DatasetSummary[] }>(null, 'GET', query);
  const materials = [];
  for (const kind of ['应用场景说明', '数据安全管理制度'])
    materials.push(await aMaterial(city, student, kind));
  const datasets = [items[0]?.id ?? ''];
  const { id } = await aSentApplication(city, student, datasets, { takenIn: true, materials });
  return `/console/applications/${id}`;
}

/** The page of the only application of somebody in a state. */
async function pageOf(user: string, state: string): Promise<string> {
  const query = `/applications?state=${state}`;
  const { items } = await door().ask<Page<ApplicationSummary>>(tokenOf(user), 'GET', query);
  return `/console/applications/${items[0]?.id ?? ''}`;
}

/** What the other experts say by their programs. */
async function signAs(user: string): Promise<void> {
  const city = door();
  const token = tokenOf(user);
  const { items } = await city.ask<Page<ExpertOpinionSummary>>(token, 'GET', '/expert-opinions');
  await city.ask(token, 'POST', `/expert-opinions/${items[0]?.id ?? ''}/sign`, { body: WORDS });
}

describe('the review of an application', () => {
  journey(
    '[xz-19-3] given a large request, when the publisher hears experts, then they sign by a day and their opinions stand beside the decision',
    { timeout: 300_000 },
    async ({ open }) => {
      const path = await takenIn();
      const editor = await open(path, { as: 'publisher-editor', scripts: false });
      await editor.getByLabel('请专家回答什么').fill('停车引导需要上报时间精确到分吗？');
      await editor.getByRole('button', { name: '抽取专家' }).click();
      await editor.getByText('已抽取专家，等专家意见。').waitFor();
      for (const user of ['expert-2', 'expert-3']) await signAs(user);

      const expert = await open('/console/expert-opinions', { as: 'expert' });
      await pictures(expert, 'expert-opinions');
      await expert.getByRole('link', { name: DATASET }).first().click();
      await expert.getByText('停车引导需要上报时间精确到分吗？').waitFor();
      await pictures(expert, 'expert-opinion');
      await expert.getByRole('radio', { name: '同意，但要缩小范围' }).check();
      await expert.getByLabel('意见和理由').fill('精确到刻钟就够了。');
      await expert.getByRole('button', { name: '签署意见' }).click();
      await expert.getByText('意见已签署，不能再改。').waitFor();

      await editor.goto(path);
      await editor.getByText('精确到刻钟就够了。').waitFor();
      await pictures(await open(path, { as: 'publisher-editor' }), 'experts-heard');
      await editor.getByLabel('与先例不同的原因').fill('专家认为风险可控。');
      await editor.getByRole('button', { name: '提出审核意见' }).click();
      const reviewer = await open(path, { as: 'publisher-reviewer' });
      await reviewer.getByRole('button', { name: '通过', exact: true }).click();
      await reviewer.getByText('审核通过，协议已提出。').waitFor();
    },
  );

  journey(
    '[xz-19] [xz-19-1] given a review that is overdue and a rejection, when the authority looks and the applicant asks again, then the delay is known and somebody else reconsiders',
    { timeout: 300_000 },
    async ({ open }) => {
      const late = await pageOf('shop', 'in-review');
      const authority = await open('/console', { as: 'authority' });
      await authority.getByText('开放申请审核超期').first().waitFor();
      const shop = await enter(open, 'shop');
      await shop.goto(late);
      await shop.getByText('报主管部门').first().waitFor();
      await shop.getByRole('button', { name: '催办' }).click();
      await shop.getByText('已催办，审核人员会看到。').waitFor();
      await pictures(shop, 'application-overdue');

      const rejected = await pageOf('researcher', 'rejected');
      const researcher = await enter(open, 'researcher');
      await researcher.goto(rejected);
      await researcher.getByLabel('为什么应当重新考虑').fill('研究报告只含汇总结果。');
      await researcher.getByRole('button', { name: '请求复核' }).click();
      await researcher.getByText('已请求复核，由另一位审核人员办理。').waitFor();

      const another = await enter(open, 'jtw-reviewer-2');
      await another.goto(rejected);
      await pictures(another, 'application-reconsidered');
      await another.getByLabel('重新审核的理由').fill('场景可以按汇总结果处理。');
      await another.getByRole('button', { name: '重新审核' }).click();
      await another.getByText('已决定重新审核，并告知申请人。').waitFor();
      await researcher.goto(rejected);
      await researcher.getByText('场景可以按汇总结果处理。').first().waitFor();
    },
  );
});
