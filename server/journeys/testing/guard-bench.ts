import { expect } from 'vitest';
import { isMessageKey, translator } from '../../../locales/index.ts';
import type { CatalogueEntryInput, CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import type { GuidelineView } from '../../../rules/gradings/guidelines.operations.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, completed, openDataset, sendVersion, writeDraft } from '../../testing/publishing.ts';

export const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
export const REASON = { reason: '列入年度开放重点' };
const t = translator('zh-CN');

interface Bench {
  platform: Platform;
  /** One person in every role that a list change passes through. */
  all: Record<'editor' | 'reviewer' | 'operator', string>;
  authority: string;
}
let opened: Bench | undefined;
/** The one of this file; `openBench` comes first. */
export function the(): Bench {
  if (!opened) throw new Error('the bench is not open');
  return opened;
}

export async function openBench(): Promise<void> {
  const platform = await testPlatform();
  const bodyId = platform.bodies.own;
  const person = await aPerson(platform.services, {
    userName: 'all',
    roles: [
      { role: 'publisher-editor', bodyId },
      { role: 'publisher-reviewer', bodyId },
      { role: 'operator' },
    ],
  });
  const [editor, reviewer, operator] = await Promise.all([
    aToken(platform.services, person, 0),
    aToken(platform.services, person, 1),
    aToken(platform.services, person, 2),
  ]);
  opened = { platform, all: { editor, reviewer, operator }, authority: await platform.person('authority') };
}

let names = 0;
export const aName = (): string => `2026年护栏用停车场信息第${(names += 1)}批`;

export interface Refusal {
  code: string;
  title: string;
  remedy?: string;
  detail?: string;
  provision?: string;
  findings?: Finding[];
}
export type Change = (entry: ListEntry) => ListEntry;

const wordsOf = ({ code, args }: Finding): string => {
  const key = `finding.${code}`;
  return isMessageKey(key) ? t(key, args) : code;
};
/** All that the person reads of a refusal. */
export const seen = ({ title, detail = '', remedy = '', findings = [] }: Refusal): string =>
  [title, detail, remedy, ...findings.filter(({ blocks }) => blocks).map(wordsOf)].join('\n');

export async function attempt(
  token: string | null,
  path: string,
  body: object = {},
  method: 'POST' | 'PUT' = 'POST',
): Promise<Refusal> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await the().platform.app.inject({ method, url: `/api/v1${path}`, headers, payload: body });
  expect(answer.statusCode, `${path}: ${answer.body.slice(0, 500)}`).toBeGreaterThanOrEqual(400);
  return JSON.parse(answer.body) as Refusal;
}

export async function aDraft(change: Change = (entry) => entry): Promise<string> {
  const { datasetId } = await sendVersion(the().platform, aFile(ROWS));
  await writeDraft(the().platform, datasetId, (entry) => change(completed(entry, aName())));
  return datasetId;
}
export async function prepared(id: string, token = the().platform.tokens.editor): Promise<string> {
  const done = { body: REASON, status: 201 };
  return (await the().platform.ask<{ workOrderId: string }>(token, 'POST', `/datasets/${id}/prepare`, done))
    .workOrderId;
}
export const anOpenOne = async (): Promise<string> =>
  (await openDataset(the().platform, aFile(ROWS), aName())).datasetId;
export const prepare = (id: string): Promise<Refusal> =>
  attempt(the().platform.tokens.editor, `/datasets/${id}/prepare`, REASON);
export const submit = (order: string, token = the().platform.tokens.reviewer): Promise<Refusal> =>
  attempt(token, `/work-orders/${order}/submit`);
export const accept = (order: string, token = the().platform.tokens.operator): Promise<Refusal> =>
  attempt(token, `/work-orders/${order}/accept`);

async function entryOf(id: string): Promise<CatalogueEntryView> {
  const { editor } = the().platform.tokens;
  const { catalogueEntryId } = await the().platform.ask<DraftView>(editor, 'GET', `/datasets/${id}/draft`);
  return the().platform.ask<CatalogueEntryView>(editor, 'GET', `/catalogue-entries/${catalogueEntryId}`);
}
/** What the catalogue says of the dataset's entry, with `changes`. */
export async function saying(id: string, changes: Partial<CatalogueEntryInput>) {
  const entry = await entryOf(id);
  const { name, summary, domain, openness, origin, fields, revision } = entry;
  const body = { name, summary, domain, openness, origin, fields, revision, ...changes };
  return { path: `/catalogue-entries/${entry.id}`, body };
}
export async function catalogueSays(id: string, changes: Partial<CatalogueEntryInput>): Promise<void> {
  const { path, body } = await saying(id, changes);
  await the().platform.ask(the().platform.tokens.editor, 'PUT', path, { body });
}
export const sharedIn = (): Partial<CatalogueEntryInput> => ({ sharedFromId: the().platform.bodies.other });

/** Puts a version of the guideline in force of which the level gives that class. */
async function guidelineGives(code: string, gives: 'conditional' | 'closed'): Promise<void> {
  const { ask, tokens } = the().platform;
  const { id } = await ask<{ id: string }>(the().authority, 'POST', '/grading-guidelines', { status: 201 });
  const at = `/grading-guidelines/${id}`;
  const { revision, guideline } = await ask<GuidelineView>(the().authority, 'GET', at);
  const { version: _version, ...content } = guideline;
  for (const { levels } of content.dimensions)
    for (const level of levels) if (level.code === code) level.gives = gives;
  await ask(the().authority, 'PUT', at, { body: { revision, content } });
  await ask(the().authority, 'POST', `${at}/propose`, { body: {} });
  await ask(tokens.operator, 'POST', `${at}/agree`, { body: {} });
  await ask(the().authority, 'POST', `${at}/enforce`, { body: {} });
}
/** The attempt while another guideline is in force. */
export async function underStricter(tried: () => Promise<Refusal>): Promise<Refusal> {
  await guidelineGives('D2', 'closed');
  const refusal = await tried();
  await guidelineGives('D2', 'conditional');
  return refusal;
}
