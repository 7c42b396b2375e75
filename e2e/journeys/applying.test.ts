import { describe } from 'vitest';
import { pictures } from '../browser.ts';
import { journey } from '../journey.ts';
import { addMaterials, begin, declinedThenRejected, fillIn } from '../walks/applying.ts';
import { toldOfRejection, wantMail } from '../walks/messages.ts';

describe('an application for conditional data', () => {
  journey(
    '[xz-18] [xz-19] given a person without scripts, when they apply and less is offered, then they see why, take it, and an agreement is offered',
    { timeout: 300_000 },
    async ({ open }) => {
      const person = await open('/console/applications', { as: 'person', scripts: false });
      const path = await begin(person);
      await person.getByRole('button', { name: '提交申请' }).click();
      await person.getByText('申请还不齐全').waitFor();
      await pictures(await open(path, { as: 'person' }), 'application-draft');
      await addMaterials(person);
      await fillIn(person);
      await person.getByRole('button', { name: '提交申请' }).click();
      await person.getByText('已提交，等待受理。').waitFor();

      const operator = await open(path, { as: 'operator' });
      await pictures(operator, 'application-intake');
      await operator.getByRole('button', { name: '受理', exact: true }).click();
      await operator.getByText('已受理，转数据开放主体审核。').waitFor();

      const editor = await open(path, { as: 'publisher-editor' });
      await pictures(editor, 'application-review');
      await editor.getByRole('radio', { name: '同意，缩小范围' }).check();
      const kept = editor.getByRole('group', { name: '留下的字段' });
      for (const field of ['停车场编号', '剩余泊位']) await kept.getByLabel(field).check();
      const reason = editor.getByRole('group', { name: '理由 1' });
      await reason.getByLabel('依据的方面').selectOption({ label: '数据安全风险' });
      await reason.getByLabel('说明').fill('上报时间场景用不到。');
      await editor.getByRole('button', { name: '提出审核意见' }).click();
      await editor.getByText('审核意见已提出，由另一人决定。').waitFor();

      const reviewer = await open(path, { as: 'publisher-reviewer' });
      await reviewer.getByRole('button', { name: '按缩小的范围开放' }).click();
      await reviewer.getByText('已把缩小的范围告知申请人。').waitFor();

      await person.goto(path);
      await person.getByText('上报时间场景用不到。').first().waitFor();
      await pictures(await open(path, { as: 'person' }), 'application-offered');
      await person.getByRole('button', { name: '接受缩小的范围' }).click();
      await person.getByText('已接受，协议已提出。').waitFor();
    },
  );

  journey(
    '[xz-19] given an application that is declined, when it is completed and sent again and rejected, then all reasons were said at once each time, and the applicant is told on the site and by mail',
    { timeout: 300_000 },
    async ({ open }) => {
      await wantMail(open);
      await declinedThenRejected(open);
      await toldOfRejection(open);
    },
  );
});
