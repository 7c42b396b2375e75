import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { pictures } from '../browser.ts';
import { city, type Open } from '../journey.ts';

const ADDRESS = 'person@example.cn';
const SECONDS_30 = { timeout: 30_000, interval: 250 };

interface Mail {
  to: string;
  subject: string;
  text: string;
}
const mails = (): Mail[] => {
  const { mailFile } = city();
  if (!existsSync(mailFile)) return [];
  const lines = readFileSync(mailFile, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Mail).filter(({ to }) => to === ADDRESS);
};

/** The person wants mail, and shows by the code that arrived that the address is theirs. */
export async function wantMail(open: Open): Promise<void> {
  const person = await open('/console/messages/settings', { as: 'person', scripts: false });
  await person.getByLabel('邮箱').fill(ADDRESS);
  await person.getByRole('button', { name: '保存' }).click();
  await person.getByText('确认码已寄到新邮箱').waitFor();
  const code = /\d{6}/.exec(mails().at(-1)?.text ?? '')?.[0] ?? '';
  await person.getByLabel(`寄到 ${ADDRESS} 的确认码`).fill(code);
  await person.getByRole('button', { name: '确认邮箱' }).click();
  await person.getByText('邮箱已确认。').waitFor();
  await pictures(await open('/console/messages/settings', { as: 'person' }), 'message-settings');
}

/** The decision stands among the person's messages and came by mail, without its reasons; the message leads to them. */
export async function toldOfRejection(open: Open): Promise<void> {
  await expect
    .poll(() => mails().filter(({ subject }) => subject.endsWith('：审核不通过')).length, SECONDS_30)
    .toBe(1);
  expect(
    mails()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('没有说明怎样销毁。');
  const person = await open('/console/messages', { as: 'person' });
  await pictures(person, 'messages');
  await person.getByRole('link', { name: '：审核不通过' }).first().click();
  await person.getByText('没有说明怎样销毁。').first().waitFor();
  await person.goto('/console/messages');
  await person.getByRole('button', { name: '全部标为已读' }).click();
  await person.getByRole('heading', { name: '没有未读消息' }).waitFor();
}
