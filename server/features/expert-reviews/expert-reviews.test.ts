import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../../rules/api/views.ts';
import type { ApplicationView } from '../../../rules/applications/applications.operations.ts';
import type {
  ExpertOpinionSummary,
  ExpertOpinionView,
  ExpertReviewView,
} from '../../../rules/expert-reviews/expert-reviews.operations.ts';
import type { ProblemExtra } from '../../../rules/problems/problems.ts';
import { standingClock } from '../../../rules/time/clock.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { aConditional, anApplicant, aSentApplication, OPINION } from '../../testing/applying.ts';
import { aPerson } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { reportDelays } from '../applications/index.ts';
import { lapseOpinions } from './index.ts';

const DAY_MS = 86_400_000;
const clock = standingClock(new Date('2026-03-02T02:00:00Z'));
const WORDS = {
  advice: 'narrow',
  marks: { benefit: 4, replicability: 3, necessity: 2, safety: 4 },
  text: '只需要泊位数，名称可以去掉。',
};

let platform: Platform;
let dataset: string;
let authority: string;
beforeAll(async () => {
  platform = await testPlatform({ clock });
  dataset = await aConditional(platform, '停车场泊位信息');
  authority = await platform.person('authority');
}, 120_000);
afterAll(() => platform.close());

const later = (days: number): void => clock.set(new Date(clock.now().getTime() + days * DAY_MS));
const get = (token: string, id: string): Promise<ApplicationView> =>
  platform.ask(token, 'GET', `/applications/${id}`);
const post = <T = ProblemExtra>(token: string, path: string, body: object, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const stepPart = (token: string, id: string, event: string, reasons: string[] = [], status = 200) =>
  post(token, `/application-parts/${id}/${event}`, { reasons }, status);
const kindsOf = async (token: string): Promise<string[]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items.map(({ kind }) => kind);
const partOf = ({ parts: [part] }: ApplicationView) => {
  if (!part) throw new Error('an application without a part');
  return part;
};
/** In review; the person who asks, its id and the id of its part. */
async function inReview() {
  const token = await anApplicant(platform);
  const sent = await aSentApplication(platform, token, [dataset], { takenIn: true });
  return { token, id: sent.id, code: sent.code, partId: partOf(sent).id };
}
async function rejected() {
  const asked = await inReview();
  const { editor, reviewer } = platform.tokens;
  await post(editor, `/application-parts/${asked.partId}/opinion`, {
    ...OPINION,
    outcome: 'reject',
    reasons: [{ ground: 'risk', text: '合并后可以识别经营者' }],
  });
  await stepPart(reviewer, asked.partId, 'reject');
  return asked;
}

describe('experts on an application', () => {
  let experts: string[];
  beforeAll(async () => {
    await aPerson(platform.services, {
      userName: 'expert-of-body',
      roles: [{ role: 'expert' }, { role: 'publisher-reviewer', bodyId: platform.bodies.own }],
    });
  });
  const opinionsOf = async (token: string): Promise<ExpertOpinionSummary[]> =>
    (await platform.ask<Page<ExpertOpinionSummary>>(token, 'GET', '/expert-opinions')).items;
  const askFor = (partId: string, status = 200) =>
    post(
      platform.tokens.editor,
      `/application-parts/${partId}/expert-review`,
      { question: '要不要名称？' },
      status,
    );

  it('[xz-19-3] given a panel of people of the body alone, when experts are asked, then there is none, and nothing has changed', async () => {
    const { partId, id } = await inReview();
    expect(await askFor(partId, 409)).toMatchObject({ code: 'too-few-experts' });
    expect(partOf(await get(platform.tokens.editor, id)).state).toBe('in-review');
  });

  it('[xz-19-3] given experts who are asked, when one stands aside and the others sign, then another is drawn, the publisher sees all, the applicant none of it, and the review goes on', async () => {
    const { editor } = platform.tokens;
    experts = await Promise.all([1, 2, 3, 4].map(() => platform.person('expert')));
    const { token, id, partId } = await inReview();
    const before = await platform.ask<ExpertReviewView>(
      editor,
      'GET',
      `/application-parts/${partId}/expert-review`,
    );
    expect(before).toEqual({ proposed: [], experts: 3, review: null });
    await askFor(partId);
    const withOne = async (): Promise<[token: string, opinion: ExpertOpinionSummary][]> =>
      (
        await Promise.all(experts.map(async (expert) => [expert, (await opinionsOf(expert))[0]] as const))
      ).flatMap(([expert, opinion]) => (opinion ? [[expert, opinion]] : []));
    const drawn = await withOne();
    expect(drawn).toHaveLength(3);
    const [[first, aside] = ['', null], [second, other] = ['', null]] = drawn;
    expect(await kindsOf(first)).toEqual(['give-expert-opinion']);
    await platform.ask(first, 'GET', `/expert-opinions/${other?.id ?? ''}`, { status: 404 });
    const seen = await platform.ask<ExpertOpinionView>(second, 'GET', `/expert-opinions/${other?.id ?? ''}`);
    expect(seen).toMatchObject({ question: '要不要名称？', can: { sign: true, recuse: true } });
    await post(first, `/expert-opinions/${aside?.id ?? ''}/recuse`, { reason: '与申请人合作过' });
    const all = await withOne();
    expect(all).toHaveLength(4);
    await post(editor, `/application-parts/${partId}/opinion`, OPINION, 409);
    for (const [expert, { id: opinion, state }] of all)
      if (state === 'asked') await post(expert, `/expert-opinions/${opinion}/sign`, WORDS);
    await post(second, `/expert-opinions/${other?.id ?? ''}/sign`, WORDS, 409);
    const { review } = await platform.ask<ExpertReviewView>(
      editor,
      'GET',
      `/application-parts/${partId}/expert-review`,
    );
    const signed = review?.opinions.filter(({ state }) => state === 'signed') ?? [];
    expect(signed).toHaveLength(3);
    expect(signed[0]).toMatchObject({
      words: WORDS,
      signature: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    await platform.ask(token, 'GET', `/application-parts/${partId}/expert-review`, { status: 403 });
    expect(JSON.stringify(await get(token, id))).not.toMatch(/只需要泊位数|要不要名称/u);
    expect(partOf(await get(editor, id)).state).toBe('in-review');
    await post(editor, `/application-parts/${partId}/opinion`, OPINION);
  });

  it('[xz-19-3] given experts who do not answer, when their day has passed, then they are not awaited any more', async () => {
    const { id, partId } = await inReview();
    await askFor(partId);
    await lapseOpinions(platform.services);
    expect(partOf(await get(platform.tokens.editor, id)).state).toBe('expert-review');
    later(8);
    await lapseOpinions(platform.services);
    expect(partOf(await get(platform.tokens.editor, id)).state).toBe('in-review');
  });

  it('[xz-19-3] given an application that is withdrawn, when experts were asked, then nobody waits for them', async () => {
    const { token, id, partId } = await inReview();
    await askFor(partId);
    await post(token, `/applications/${id}/withdraw`, {});
    await lapseOpinions(platform.services);
    for (const expert of experts) expect(await kindsOf(expert)).toEqual([]);
  });
});

describe('a review that takes too long', () => {
  it('[xz-19] given a review past its target and then its day, when the applicant reminds and the platform looks, then the authority is told once', async () => {
    const { token, id, partId } = await inReview();
    await stepPart(token, partId, 'remind', [], 409);
    later(9);
    await stepPart(token, partId, 'remind');
    expect(await stepPart(token, partId, 'remind', [], 409)).toMatchObject({ code: 'reminded-today' });
    await reportDelays(platform.services);
    expect(partOf(await get(token, id)).escalatedAt).toBeNull();
    later(8);
    await reportDelays(platform.services);
    await reportDelays(platform.services);
    const { history, parts } = await get(token, id);
    expect(history.filter(({ action }) => action === 'application.escalate')).toHaveLength(1);
    expect(parts[0]?.escalatedAt).not.toBeNull();
    expect(parts[0]?.dialogue.map(({ kind }) => kind)).toEqual(['reminder']);
    expect(await kindsOf(authority)).toContain('overdue-application');
  });

  it('[xz-19] given applicant and handler, when they write to each other, then both read it, and what the office says within itself stays there', async () => {
    const { editor, reviewer } = platform.tokens;
    const { token, id, partId } = await inReview();
    await stepPart(token, partId, 'write', ['可以先给样例吗？']);
    await stepPart(editor, partId, 'reply', ['样例在数据集页面。']);
    await post(editor, `/application-parts/${partId}/opinion`, OPINION);
    await stepPart(reviewer, partId, 'return', ['内部：理由站不住']);
    const { history, parts } = await get(token, id);
    expect(parts[0]?.dialogue.map(({ text }) => text)).toEqual(['可以先给样例吗？', '样例在数据集页面。']);
    expect(JSON.stringify([history, parts])).not.toContain('内部');
    expect(JSON.stringify((await get(reviewer, id)).history)).toContain('内部');
    await stepPart(platform.tokens.otherEditor, partId, 'reply', ['打扰'], 404);
  });
});

describe('a rejection that is considered again', () => {
  it('[xz-19-1] given a rejection, when another reviewer reopens it and it is rejected again, then the whole time runs again and the first reviewer has no say', async () => {
    const { editor, reviewer } = platform.tokens;
    const second = await platform.person('publisher-reviewer', { bodyId: platform.bodies.own });
    const { token, id, partId } = await rejected();
    await stepPart(token, partId, 'appeal', ['不服'], 409);
    later(3);
    await stepPart(token, partId, 'reconsider', ['场景需要逐场信息。']);
    expect(partOf(await get(token, id)).clock).toMatchObject({ day: 0, limit: 10, state: 'running' });
    expect(await kindsOf(reviewer)).not.toContain('reconsider-application');
    expect(await kindsOf(second)).toContain('reconsider-application');
    expect(await stepPart(reviewer, partId, 'uphold', ['维持'], 409)).toMatchObject({
      code: 'decided-before',
    });
    later(3);
    await stepPart(second, partId, 'reopen', ['风险没有算过。']);
    const reopened = partOf(await get(token, id));
    expect(reopened).toMatchObject({ state: 'in-review', reasons: [], clock: { day: 0 } });
    expect(reopened.reconsiderations).toMatchObject([{ of: 'body', answer: { upheld: false } }]);
    await post(editor, `/application-parts/${partId}/opinion`, OPINION);
    await stepPart(reviewer, partId, 'approve', [], 409);
    await stepPart(second, partId, 'approve');
    expect(partOf(await get(token, id)).state).toBe('approved');
  });

  it('[xz-19-1] given a rejection that the body upholds, when the authority is asked, then it decides for good', async () => {
    const second = await platform.person('publisher-reviewer', { bodyId: platform.bodies.own });
    const { token, id, partId } = await rejected();
    await stepPart(token, partId, 'reconsider', ['请再看。']);
    await stepPart(second, partId, 'uphold', ['风险仍在。']);
    await stepPart(token, partId, 'appeal', ['请主管部门看。']);
    expect(await kindsOf(authority)).toContain('reconsider-application');
    await stepPart(authority, partId, 'uphold', ['同意主体意见。']);
    const part = partOf(await get(token, id));
    expect(part.state).toBe('rejected');
    expect(part.reasons).toHaveLength(1);
    expect(part.reconsiderations.map(({ answer }) => answer?.upheld)).toEqual([true, true]);
    expect(part.can).toMatchObject({ reconsider: false, appeal: false });
  });
});

describe('an application that is withdrawn after it was approved', () => {
  it('[xz-20] given an offer that is not signed by both, when the applicant withdraws, then the offer is gone too', async () => {
    const { editor, reviewer } = platform.tokens;
    const { token, id, partId } = await inReview();
    await post(editor, `/application-parts/${partId}/opinion`, OPINION);
    await stepPart(reviewer, partId, 'approve');
    const { agreementId } = partOf(await get(token, id));
    await post(token, `/applications/${id}/withdraw`, {});
    expect((await get(token, id)).state).toBe('withdrawn');
    const offer = await platform.services.db
      .selectFrom('agreement')
      .select('state')
      .where('id', '=', agreementId)
      .executeTakeFirstOrThrow();
    expect(offer.state).toBe('withdrawn');
  });
});
