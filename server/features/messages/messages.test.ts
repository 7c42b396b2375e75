import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translator } from '../../../locales/index.ts';
import type { Page } from '../../../rules/api/views.ts';
import {
  confirmAddress,
  makeCalendar,
  makeHookSecret,
  saveMessageSettings,
  type MessageView,
  type UndeliveredView,
} from '../../../rules/messages/messages.operations.ts';
import { MOST_ATTEMPTS } from '../../../rules/messages/delivery.ts';
import type { InputOf, Operation, OutputOf } from '../../../rules/api/operation.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import { callOperation } from '../../call-operation.ts';
import { systemCall } from '../../system-call.ts';
import { aConditional, aSentApplication, OPINION } from '../../testing/applying.ts';
import { catchMail, type MailCatcher } from '../../testing/mail-catcher.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { claim, hand } from './send-due.ts';
import { signatureOf } from './send-hook.ts';
import { deliverMessages } from './watch.ts';

/** A Monday, ten o'clock here. */
const clock = standingClock(new Date('2026-11-23T02:00:00Z'));
const DAY_MS = 86_400_000;
let platform: Platform;
let catcher: MailCatcher;
let dataset: string;
beforeAll(async () => {
  catcher = await catchMail();
  platform = await testPlatform({
    ...{ clock, smtpUrl: catcher.url, publicUrl: 'https://data.example.gov.cn' },
    hookNetworks: ['127.0.0.1'],
  });
  dataset = await aConditional(platform, '停车场泊位信息');
}, 120_000);
afterAll(async () => {
  await platform.close();
  await catcher.close();
});

interface Reader {
  accountId: string;
  token: string;
  email: string;
}
let readers = 0;
async function aReader(): Promise<Reader> {
  const userName = `reader-${(readers += 1)}`;
  const person = await aPerson(platform.services, {
    ...{ userName, assuranceLevel: 2, roles: [{ role: 'person' }] },
  });
  const email = `${userName}@example.cn`;
  const { db } = platform.services;
  await db.updateTable('account').set({ email }).where('id', '=', person.accountId).execute();
  const token = await aToken(platform.services, person);
  await keepTokens();
  return { accountId: person.accountId, token, email };
}
/** Days go by in these tests. */
const keepTokens = () =>
  platform.services.db
    .updateTable('token')
    .set({ expires_at: new Date('2099-01-01') })
    .execute();

/** As somebody who signed in, which settings ask for. */
const asked = <O extends Operation>(
  { accountId }: Reader,
  operation: O,
  input: InputOf<O>,
): Promise<OutputOf<O>> => {
  const call = systemCall(platform.services);
  const actor = { ...call.actor, accountId, role: 'person' as const };
  return callOperation({ ...call, actor, t: translator('zh-CN') }, operation, input);
};
const messages = async (token: string): Promise<MessageView[]> =>
  (await platform.ask<Page<MessageView>>(token, 'GET', '/messages')).items;
const mailsTo = ({ email }: Pick<Reader, 'email'>) => catcher.kept().filter(({ to }) => to === email);
const SETTINGS = { language: 'zh-CN', mail: 'at-once', hook: 'off' } as const;

/** Sent, taken in, and rejected by two people for a reason. */
async function rejected({ token }: Reader): Promise<{ code: string }> {
  const sent = await aSentApplication(platform, token, [dataset], { takenIn: true });
  const [part] = sent.parts;
  const reasons = [{ ground: 'scenario', text: '张三的场景与条件不符' }];
  await platform.ask(platform.tokens.editor, 'POST', `/application-parts/${part?.id}/opinion`, {
    body: { ...OPINION, outcome: 'reject', reasons },
  });
  await platform.ask(platform.tokens.reviewer, 'POST', `/application-parts/${part?.id}/reject`, {
    body: { reasons: [] },
  });
  return sent;
}

describe('messages', () => {
  it('[xz-19] given a decision, when messages are delivered, and delivered again, then the applicant has each once on the site and by mail, without reasons and names', async () => {
    const reader = await aReader();
    const { code } = await rejected(reader);
    await Promise.all([deliverMessages(platform.services), deliverMessages(platform.services)]);
    await deliverMessages(platform.services);
    const got = await messages(reader.token);
    expect(got.map(({ title }) => title).sort()).toEqual([
      `${code} 停车场泊位信息：受理，转数据开放主体审核`,
      `${code} 停车场泊位信息：审核不通过`,
    ]);
    expect(got.every(({ provision, readAt }) => provision === 'xz-19' && readAt === null)).toBe(true);
    const mails = mailsTo(reader);
    expect(mails.map(({ subject }) => subject).sort()).toEqual(got.map(({ title }) => title).sort());
    for (const { text } of mails) {
      expect(text).toContain('https://data.example.gov.cn/console/messages/');
      expect(text).toContain('依据：实施细则第十九条');
      expect(text).not.toContain('张三');
    }
    expect(catcher.came).toHaveLength(catcher.kept().length);
    const handled = await messages(platform.tokens.operator);
    expect(handled.map(({ action, role }) => [action, role])).toContainEqual([
      'application.submit',
      'operator',
    ]);
    expect((await messages(platform.tokens.reviewer)).map(({ action }) => action)).toContain(
      'application.prepare',
    );
    expect(await messages(platform.tokens.otherEditor)).toEqual([]);
  });

  it('given unread messages, when one is opened and then all are marked, then the count follows, and nobody else’s is found', async () => {
    const [reader, other] = [await aReader(), await aReader()];
    await rejected(reader);
    await deliverMessages(platform.services);
    const [first] = await messages(reader.token);
    const path = `/messages/${first?.id}/read`;
    await platform.ask(other.token, 'POST', path, { body: {}, status: 404 });
    await platform.ask(reader.token, 'POST', path, { body: {} });
    const unread = () => platform.ask<{ unread: number }>(reader.token, 'GET', '/messages/unread');
    expect(await unread()).toEqual({ unread: 1 });
    const until = clock.now().toISOString();
    await platform.ask(reader.token, 'POST', '/messages/read', { body: { until } });
    expect(await unread()).toEqual({ unread: 0 });
  });

  it('given a reader who wants a digest in English, when the mornings go by, then one mail has all of the day, once', async () => {
    const reader = await aReader();
    await asked(reader, saveMessageSettings, { ...SETTINGS, language: 'en', mail: 'daily' });
    await rejected(reader);
    await deliverMessages(platform.services);
    expect(mailsTo(reader)).toEqual([]);
    clock.advance(DAY_MS);
    await deliverMessages(platform.services);
    await deliverMessages(platform.services);
    const [digest, ...more] = mailsTo(reader);
    expect(more).toEqual([]);
    expect(digest?.subject).toContain('2 messages');
    expect(digest?.text).toContain('Rejected it');
  });

  it('given a process that is killed after the mail server has taken a mail, when it is sent again, then the reader keeps one; given a server that is down, then nothing is lost', async () => {
    const reader = await aReader();
    await rejected(reader);
    catcher.refuse(true);
    await deliverMessages(platform.services);
    expect(mailsTo(reader)).toEqual([]);
    catcher.refuse(false);
    clock.advance(2 * 60_000);
    // As far as a process comes that is killed before it has put down that it was sent.
    const batch = await claim(platform.services);
    if (batch) await hand(platform.services, batch);
    expect(mailsTo(reader)).toHaveLength(1);
    clock.advance(DAY_MS);
    await deliverMessages(platform.services);
    expect(mailsTo(reader)).toHaveLength(2);
    expect(catcher.came.filter(({ to }) => to === reader.email)).toHaveLength(3);
  });

  it('given a mail server that never takes it, when all attempts are made, then the operator sees it and can have it tried again', async () => {
    const reader = await aReader();
    await rejected(reader);
    catcher.refuse(true);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      await deliverMessages(platform.services);
      clock.advance(DAY_MS);
    }
    catcher.refuse(false);
    await deliverMessages(platform.services);
    const { operator, editor } = platform.tokens;
    await platform.ask(editor, 'GET', '/undelivered-messages', { status: 403 });
    const { items } = await platform.ask<Page<UndeliveredView>>(operator, 'GET', '/undelivered-messages');
    expect(items.map(({ attempts, error }) => [attempts, error.includes('mailbox full')])).toEqual([
      [MOST_ATTEMPTS, true],
      [MOST_ATTEMPTS, true],
    ]);
    for (const { id } of items)
      await platform.ask(operator, 'POST', `/undelivered-messages/${id}/retry`, { body: {} });
    await deliverMessages(platform.services);
    expect(mailsTo(reader)).toHaveLength(2);
  });

  it('given a web-hook, when something happens, then it is called with a signature by the secret that was shown once; given a private address, then it is refused', async () => {
    const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, answer) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        calls.push({ headers: request.headers, body });
        answer.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const reader = await aReader();
    const save = (hookUrl: string) =>
      asked(reader, saveMessageSettings, { ...SETTINGS, hook: 'at-once', hookUrl });
    for (const refused of [
      'http://169.254.169.254/latest',
      'http://[::1]/',
      'ftp://example.com/',
      'nonsense',
    ])
      await expect(save(refused)).rejects.toMatchObject({ code: 'invalid-input' });
    await save(`http://127.0.0.1:${port}/kaishu`);
    const { secret } = await asked(reader, makeHookSecret, {});
    await rejected(reader);
    await deliverMessages(platform.services);
    await new Promise((resolve) => server.close(resolve));
    expect(calls).toHaveLength(2);
    for (const { headers, body } of calls) {
      expect(headers['kaishu-signature']).toBe(signatureOf(secret, body, clock.now()));
      expect(JSON.parse(body)).toMatchObject({ id: headers['kaishu-delivery'] });
      expect(body).not.toContain('张三');
    }
  });

  it('given a new address, when the code that was sent there is entered, then mail goes there, and to nobody whose code was guessed', async () => {
    const reader = await aReader();
    const address = 'new-place@example.cn';
    const saved = await asked(reader, saveMessageSettings, { ...SETTINGS, address });
    expect(saved).toMatchObject({ address: reader.email, unconfirmed: address });
    const [mail] = mailsTo({ email: address });
    const code = /\d{6}/.exec(mail?.text ?? '')?.[0] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    await expect(asked(reader, confirmAddress, { code: wrong })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    expect(await asked(reader, confirmAddress, { code })).toMatchObject({ address, unconfirmed: null });
    await asked(reader, saveMessageSettings, { ...SETTINGS, address: 'third@example.cn' });
    for (let guess = 0; guess < 5; guess += 1)
      await expect(asked(reader, confirmAddress, { code: 'guess!' })).rejects.toThrow();
    await expect(asked(reader, confirmAddress, { code: 'guess!' })).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });

  it('[xz-19] given tasks with clocks, when the secret calendar of a person is read, then a reader of calendars finds each on its day, until the address is revoked', async () => {
    await rejected(await aReader());
    const sent = await aSentApplication(platform, (await aReader()).token, [dataset]);
    const { db } = platform.services;
    const { account_id } = await db
      .selectFrom('membership')
      .select('account_id')
      .where('role', '=', 'operator')
      .executeTakeFirstOrThrow();
    const operator = { accountId: account_id, token: platform.tokens.operator, email: '' };
    const { path } = await asked(operator, makeCalendar, {});
    const read = await platform.app.inject({ url: path });
    expect(read.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(read.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const calendar = ICAL.Component.fromString(read.body);
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const task = events.find(({ uid }) => uid === `take-in-application-${sent.id}@kaishu`);
    expect(task?.summary).toContain('停车场泊位信息');
    expect(task?.startDate.isDate).toBe(true);
    const { path: next } = await asked(operator, makeCalendar, {});
    expect((await platform.app.inject({ url: path })).statusCode).toBe(404);
    expect((await platform.app.inject({ url: next })).statusCode).toBe(200);
  });

  it('given a saved search, when a dataset that fits is listed later, then its owner is told once, and not of what was there', async () => {
    const reader = await aReader();
    const body = { name: '停车', query: 'q=停车场' };
    await platform.ask(reader.token, 'POST', '/saved-searches', { body, status: 201 });
    await platform.ask(reader.token, 'POST', '/saved-searches', { body, status: 409 });
    const wrong = { name: '错', query: 'nonsense=1' };
    await platform.ask(reader.token, 'POST', '/saved-searches', { body: wrong, status: 400 });
    clock.advance(DAY_MS);
    await deliverMessages(platform.services);
    expect(await messages(reader.token)).toEqual([]);
    await aConditional(platform, '停车场收费信息');
    for (let day = 0; day < 2; day += 1) {
      clock.advance(DAY_MS);
      await deliverMessages(platform.services);
    }
    const got = await messages(reader.token);
    expect(got.map(({ action, path }) => [action, path])).toEqual([
      ['saved-search.find', '/datasets?q=停车场'],
    ]);
  });

  it('[xz-19] given a year whose next holidays are not announced, when it is looked from October on, then the operators are told once', async () => {
    const told = (await messages(platform.tokens.operator)).filter(
      ({ action }) => action === 'calendar.ending',
    );
    expect(told).toHaveLength(1);
  });
});
