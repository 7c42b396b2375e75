import { describe } from 'vitest';
import { pictures } from '../browser.ts';
import { freshName } from '../console-steps.ts';
import { journey } from '../journey.ts';

const ENTRY = '公共停车场（库）基本信息';

describe('an information system', () => {
  journey(
    '[xz-23] given a system at acceptance, when its data is in no catalogue and on no list, then it fails and everything missing is named; bound to both, it passes',
    { timeout: 300_000 },
    async ({ open }) => {
      const name = freshName('停车收费系统');
      const editor = await open('/console/systems/new', { as: 'publisher-editor' });
      await editor.getByLabel('系统名称').fill(name);
      const data = editor.getByRole('group', { name: '第1种数据' });
      await data.getByLabel('数据名称').fill('停车场信息');
      await data.getByLabel('更新频率').selectOption({ label: '静态数据' });
      await editor.getByRole('button', { name: '登记信息系统' }).click();
      await editor.getByText('信息系统已登记。').waitFor();
      const { pathname } = new URL(editor.url());

      const reviewer = await open(pathname, { as: 'publisher-reviewer' });
      await reviewer.getByRole('button', { name: '方案通过，开始建设' }).click();
      await reviewer.getByRole('button', { name: '申请验收' }).click();
      await reviewer.getByText('已申请验收。').waitFor();

      const operator = await open(pathname, { as: 'operator' });
      await operator.getByRole('button', { name: '验收通过' }).click();
      await operator.getByText('目录和开放清单还没有编制完，不予验收通过').waitFor();
      await operator.getByText('“停车场信息”还没有列入开放清单').first().waitFor();
      await pictures(operator, 'system-incomplete');
      await operator.getByRole('button', { name: '退回' }).click();
      await operator.getByText('已退回，对方会看到全部理由。').waitFor();

      await editor.goto(pathname);
      await editor.getByRole('group', { name: '第1种数据' }).getByLabel('目录条目').fill(ENTRY);
      await editor.getByRole('button', { name: '保存' }).click();
      await editor.getByText('目录和清单都已编制完').waitFor();
      await reviewer.goto(pathname);
      await reviewer.getByRole('button', { name: '申请验收' }).click();
      await reviewer.getByText('已申请验收。').waitFor();
      await operator.goto(pathname);
      await operator.getByRole('button', { name: '验收通过' }).click();
      await operator.getByText('验收通过。').waitFor();
      await pictures(operator, 'system-accepted');
    },
  );
});
