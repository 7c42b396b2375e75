import { describe, expect } from 'vitest';
import { licencePicture } from '../../demo/licence-picture.ts';
import { isCompanyCode } from '../../rules/gradings/check-digits.ts';
import { pictures } from '../browser.ts';
import { freshName } from '../console-steps.ts';
import { enter } from '../enter.ts';
import { journey } from '../journey.ts';

/** Another valid code for each run of the test on one city. */
function aCode(): string {
  const body = `91310000${String(Date.now()).slice(-9)}`;
  const valid = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY').find((sign) => isCompanyCode(body + sign));
  return `${body}${valid ?? ''}`;
}

describe('a firm that uses data', () => {
  journey(
    '[guide2020-2] [xz-25-3] given a firm without a corporate certificate, when it registers by documents and is returned once, then completed it is accepted and invites a member who acts for it',
    { timeout: 300_000 },
    async ({ open }) => {
      const name = freshName('申城数据应用有限公司');
      const person = await enter(open, 'shop');
      await person.goto('/console/organisations/new');
      await person.getByLabel('统一社会信用代码').fill('91310000MA1FL00010');
      await person.getByLabel('单位名称').fill(name);
      await person.getByLabel('单位类型').selectOption({ label: '小型企业' });
      await person.getByRole('button', { name: '保存草稿，下一步上传证照' }).click();
      await person.getByText('草稿已保存，请上传证照后提交。').waitFor();
      const { pathname } = new URL(person.url());
      await person.getByRole('button', { name: '提交审核' }).click();
      await person.getByText('登记材料还没有齐').waitFor();
      await person.getByText('统一社会信用代码不对').first().waitFor();
      await person.getByText('请上传营业执照或其他证照。').first().waitFor();
      await pictures(person, 'organisation-incomplete');

      await person.getByLabel('统一社会信用代码').fill(aCode());
      await person.getByLabel('联系方式').fill('苏女士 021-00000000');
      await person.getByRole('button', { name: '保存', exact: true }).click();
      await person.getByText('已保存。').waitFor();
      const licence = { name: '执照.png', mimeType: 'image/png', buffer: licencePicture() };
      await person.getByLabel('选择文件').setInputFiles(licence);
      await person.getByRole('button', { name: '上传证照' }).click();
      await person.getByText('证照已上传。').waitFor();
      await person.getByRole('button', { name: '提交审核' }).click();
      await person.getByText('已提交审核。').waitFor();

      const operator = await open('/console/organisation-reviews?state=submitted', { as: 'operator' });
      await operator.getByRole('link', { name }).click();
      await operator.getByRole('img', { name: `${name}的证照` }).waitFor();
      await pictures(operator, 'organisation-review');
      await operator.getByLabel('单位名称').fill('名称与证照不一致。');
      await operator.getByLabel('联系方式').fill('请写明联系人的职务。');
      await operator.getByRole('button', { name: '退回补正' }).click();
      await operator.getByText('已退回，登记人会看到全部理由。').waitFor();

      await person.goto(pathname);
      await person.getByText('名称与证照不一致。').first().waitFor();
      await person.getByText('请写明联系人的职务。').first().waitFor();
      await person.getByLabel('联系方式').fill('苏女士（数据部经理）021-00000000');
      await person.getByRole('button', { name: '保存', exact: true }).click();
      await person.getByRole('button', { name: '提交审核' }).click();
      await person.getByText('已提交审核。').waitFor();
      await operator.goto(pathname);
      await operator.getByRole('button', { name: '登记通过' }).click();
      await operator.getByText('登记通过，登记人成为单位管理员。').waitFor();

      await person.goto('/console/organisations');
      await person.getByRole('button', { name: '代表它办事' }).filter({ hasText: name }).click();
      await person.getByRole('heading', { name: '邀请成员' }).waitFor();
      await person.getByRole('button', { name: '邀请', exact: true }).click();
      const link = await person.getByText('/console/organisations/join?secret=').innerText();
      await pictures(person, 'organisation-members');
      await person.getByRole('button', { name: '退出单位' }).click();
      await person.getByText('单位至少要有一位管理员').waitFor();

      const member = await enter(open, 'student');
      await member.goto(link.slice(link.indexOf('/console')));
      await member.getByText(`邀请你加入“${name}”`).waitFor();
      await member.getByRole('button', { name: '加入' }).click();
      await member.getByText('已加入单位。').waitFor();
      await member.getByRole('button', { name: '代表它办事' }).filter({ hasText: name }).click();
      await member.getByRole('heading', { name, exact: true }).waitFor();
      expect(await member.getByRole('button', { name: '邀请', exact: true }).count()).toBe(0);
    },
  );
});
