import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Opinion } from '../../../rules/applications/application.schema.ts';
import type {
  ApplicationFigure,
  ApplicationView,
  PartStudy,
} from '../../../rules/applications/applications.operations.ts';
import type { Page } from '../../../rules/api/views.ts';
import type { ProblemExtra } from '../../../rules/problems/problems.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import {
  aConditional,
  aMaterial,
  anApplicant,
  aSentApplication,
  aWrittenApplication,
  inputOf,
  OPINION,
} from '../../testing/applying.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { aFile, openDataset } from '../../testing/publishing.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';

let platform: Platform;
let dataset: string;
let second: string;
beforeAll(async () => {
  platform = await testPlatform();
  dataset = await aConditional(platform, '停车场泊位信息');
  second = await aConditional(platform, '停车场收费信息');
}, 120_000);
afterAll(() => platform.close());

const get = (token: string, id: string, status = 200): Promise<ApplicationView> =>
  platform.ask(token, 'GET', `/applications/${id}`, { status });
const step = <T>(token: string, path: string, reasons: string[] = [], status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body: { reasons }, status });
const partOf = ({ parts: [part] }: ApplicationView) => {
  if (!part) throw new Error('an application without a part');
  return part;
};
const kindsOf = async (token: string, id: string): Promise<string[]> =>
  (await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks')).items
    .filter(({ thingId }) => thingId === id)
    .map(({ kind }) => kind);
const prepare = (id: string, changes: Partial<Opinion>, status = 200): Promise<ProblemExtra> =>
  platform.ask(platform.tokens.editor, 'POST', `/application-parts/${id}/opinion`, {
    body: { ...OPINION, ...changes },
    status,
  });
const sentences = ({ errors = [] }: ProblemExtra): string[] => errors.map(({ detail }) => detail);

describe('an application for conditional data', () => {
  it('[xz-18] [xz-19] given a draft that says nothing, when it is sent, then everything that is missing is said at once, and nobody else sees it', async () => {
    const { operator, editor } = platform.tokens;
    const token = await anApplicant(platform);
    const made = await platform.ask<ApplicationView>(token, 'POST', '/applications', {
      body: { datasets: [dataset] },
      status: 201,
    });
    expect(made.code).toMatch(/^SQ-\d{4}-\d{6}$/);
    expect(made.findings.length).toBeGreaterThan(5);
    expect(made.findings.map(({ code }) => code)).not.toContain('application-conditions-changed');
    const refused = await step<ProblemExtra>(token, `/applications/${made.id}/submit`, [], 422);
    expect(refused).toMatchObject({ code: 'incomplete-application', provision: 'xz-19' });
    expect(sentences(refused)).toContain('“停车场泊位信息”还缺申请材料：营业执照。请上传或者选用已有的。');
    for (const stranger of [operator, editor, await anApplicant(platform)]) await get(stranger, made.id, 404);
  });

  it('[xz-17] given data that is not on conditions, when it is asked for, then it is said that it cannot be', async () => {
    const token = await anApplicant(platform);
    const { datasetId } = await openDataset(platform, aFile('编号,名称\n1,甲\n'), '停车场名录信息');
    const body = { datasets: [dataset, datasetId] };
    const refused = await platform.ask<ProblemExtra>(token, 'POST', '/applications', { body, status: 400 });
    expect(refused).toMatchObject({ provision: 'xz-17', errors: [{ pointer: '/datasets/1' }] });
  });

  it('[xz-19] given an application that lacks something, when it is declined, completed and rejected, then all reasons come at once each time and two people decided', async () => {
    const { editor, reviewer, operator } = platform.tokens;
    const token = await anApplicant(platform);
    const { id } = await aSentApplication(platform, token, [dataset]);
    expect(await kindsOf(operator, id)).toEqual(['take-in-application']);
    await get(editor, id, 404);
    await step(operator, `/applications/${id}/decline`, [], 400);
    await step(operator, `/applications/${id}/decline`, ['营业执照没有盖章', '没有写明研究单位']);
    const declined = await get(token, id);
    expect(declined.state).toBe('declined');
    expect(partOf(declined).reasons.map(({ text }) => text)).toEqual([
      '营业执照没有盖章',
      '没有写明研究单位',
    ]);
    expect(await kindsOf(token, id)).toEqual(['mend-application']);

    const input = inputOf(declined, { materialIds: declined.content.materialIds });
    await platform.ask(token, 'PUT', `/applications/${id}`, {
      body: { ...input, purpose: '同济大学的一篇论文', revision: declined.revision },
    });
    await step(token, `/applications/${id}/submit`);
    await step(operator, `/applications/${id}/accept`);
    const part = partOf(await get(editor, id));
    expect(part.clock).toMatchObject({ day: 0, limit: 10, target: 5, basis: 'xz-19', paused: false });
    expect(await kindsOf(editor, id)).toEqual(['prepare-opinion']);

    const rejection = {
      outcome: 'reject' as const,
      reasons: [
        { ground: 'scenario' as const, text: '场景不需要逐场信息' },
        { ground: 'security' as const, text: '没有说明怎样存放' },
        { ground: 'risk' as const, text: '与已有数据合并可以识别经营者' },
      ],
    };
    const empty = await prepare(part.id, { outcome: 'reject' }, 400);
    expect(sentences(empty)).toEqual(['请写明理由，全部理由一次说完。']);
    await step(reviewer, `/application-parts/${part.id}/reject`, [], 409);
    await prepare(part.id, rejection);
    expect(partOf(await get(token, id)).opinion).toBeNull();
    expect(await kindsOf(reviewer, id)).toEqual(['decide-application']);
    await step(reviewer, `/application-parts/${part.id}/approve`, [], 409);
    await step(reviewer, `/application-parts/${part.id}/reject`);
    const rejected = await get(token, id);
    expect(rejected.state).toBe('rejected');
    expect(partOf(rejected).reasons).toEqual(rejection.reasons);
    const told = rejected.history.find(({ action }) => action === 'application.reject');
    expect(told).toMatchObject({ provision: 'xz-19', reasons: rejection.reasons.map(({ text }) => text) });

    const { items } = await platform.ask<{ items: ApplicationFigure[] }>(null, 'GET', '/application-figures');
    expect(items.find(({ publisher }) => publisher.code === 'JTW')).toMatchObject({
      rejected: 1,
      grounds: [
        { ground: 'scenario', count: 1 },
        { ground: 'security', count: 1 },
        { ground: 'risk', count: 1 },
      ],
    });
  });

  it('[xz-19] [xz-20] given an offer of less, when it is sent back once and then taken, then an agreement on just that is offered', async () => {
    const { reviewer, editor } = platform.tokens;
    const token = await anApplicant(platform);
    const sent = await aSentApplication(platform, token, [dataset], { takenIn: true });
    const { id } = sent;
    const part = partOf(sent);
    const path = `/application-parts/${part.id}`;
    expect(sentences(await prepare(part.id, { outcome: 'narrow', terms: part.terms }, 400))).toHaveLength(2);
    await step(editor, `${path}/ask`, ['只要泊位数够不够？']);
    expect(partOf(await get(token, id)).clock).toMatchObject({ paused: true });
    await step(token, `${path}/answer`, ['名称和泊位数够了。']);
    const { fields } = part.terms;
    const less = { ...part.terms, fields: fields.slice(1) };
    const offer = {
      outcome: 'narrow' as const,
      terms: less,
      reasons: [{ ground: 'risk' as const, text: '编号可以关联到其他数据' }],
    };
    const unexplained = await prepare(part.id, { ...offer, unlikePrecedent: '' }, 400);
    expect(unexplained.errors?.map(({ pointer }) => pointer)).toEqual(['/unlikePrecedent']);
    await prepare(part.id, offer);
    await step(reviewer, `${path}/narrow`);
    expect(await kindsOf(token, id)).toEqual(['decide-offer']);
    await step(token, `${path}/send-back`, ['编号用来去重。']);
    await prepare(part.id, offer);
    await step(reviewer, `${path}/narrow`);
    await step(token, `${path}/send-back`, ['还是要编号。'], 409);
    await step(token, `${path}/take-offer`);
    const granted = partOf(await get(token, id));
    expect(granted).toMatchObject({ state: 'approved', offered: less });
    const { part: agreed } = await platform.services.db
      .selectFrom('agreement')
      .select('part')
      .where('id', '=', granted.agreementId)
      .executeTakeFirstOrThrow();
    expect(agreed).toMatchObject({ terms: less, applicationCode: sent.code, dataset: { id: dataset } });
    expect(agreed.approvedBy).toHaveLength(2);
  });

  it('[xz-19-1] given one’s own application, when its applicant is also the operator, then somebody else must take it in', async () => {
    const both = await aPerson(platform.services, {
      userName: 'both',
      assuranceLevel: 2,
      roles: [{ role: 'person' }, { role: 'operator' }],
    });
    const applicant = await aToken(platform.services, both, 0);
    const { id } = await aSentApplication(platform, applicant, [dataset]);
    const operator = await aToken(platform.services, both, 1);
    expect(await step(operator, `/applications/${id}/accept`, [], 409)).toMatchObject({
      code: 'own-application',
    });
    expect(await kindsOf(operator, id)).toEqual([]);
    await step(platform.tokens.operator, `/applications/${id}/accept`);
  });

  it('[xz-19] given two datasets in one application, when each is decided, then each goes its own way and like requests are seen', async () => {
    const { reviewer, editor } = platform.tokens;
    const token = await anApplicant(platform);
    const sent = await aSentApplication(platform, token, [dataset, second], { takenIn: true });
    const [first, other] = sent.parts;
    if (!first || !other) throw new Error('two parts were asked for');
    await prepare(first.id, {});
    await step(reviewer, `/application-parts/${first.id}/approve`);
    expect((await get(token, sent.id)).state).toBe('in-review');
    await step(token, `/applications/${sent.id}/withdraw`);
    expect((await get(token, sent.id)).state).toBe('approved');
    const study = await platform.ask<PartStudy>(editor, 'GET', `/application-parts/${other.id}/study`);
    expect(study.precedents.length).toBeGreaterThan(0);
    expect(study.precedents.every(({ sameScenario }) => sameScenario)).toBe(true);
    await platform.ask(token, 'GET', `/application-parts/${other.id}/study`, { status: 403 });
  });

  it('[xz-19-3] given an organisation’s or a person’s second request for what the first left out, when it is taken in, then the operator sees both', async () => {
    const token = await anApplicant(platform);
    const materials = [await aMaterial(platform, token)];
    const half = async (fields: (all: string[]) => string[]): Promise<ApplicationView> => {
      const draft = await aWrittenApplication(platform, token, [dataset], materials);
      const input = inputOf(draft, { materialIds: draft.content.materialIds });
      const parts = input.parts.map(({ datasetId, terms }) => ({
        datasetId,
        terms: { ...terms, fields: fields(terms.fields) },
      }));
      const body = { ...input, parts, revision: draft.revision };
      await platform.ask(token, 'PUT', `/applications/${draft.id}`, { body });
      await step(token, `/applications/${draft.id}/submit`);
      return draft;
    };
    const first = await half((all) => all.slice(0, 1));
    const { id } = await half((all) => all.slice(1));
    const { findings } = await get(platform.tokens.operator, id);
    const split = findings.find(({ code }) => code === 'application-split');
    expect(split).toMatchObject({ blocks: false, args: { applications: first.code, days: 30 } });
  });

  it('[xz-18] given a document, when it is sent again, then it is kept once, and others get it only with the application', async () => {
    const token = await anApplicant(platform);
    const one = await aMaterial(platform, token);
    expect((await aMaterial(platform, token)).id).toBe(one.id);
    const body = { kind: '营业执照', fileName: 'a.pdf', validUntil: null, content: 'bm90IGEgcGRm' };
    await platform.ask(token, 'POST', '/application-materials', { body, status: 422 });
    const url = `/api/v1/application-materials/${one.id}`;
    const fetched = async (by: string): Promise<number> =>
      (await platform.app.inject({ url, headers: { authorization: `Bearer ${by}` } })).statusCode;
    const { id } = await aWrittenApplication(platform, token, [dataset]);
    expect([await fetched(token), await fetched(platform.tokens.operator)]).toEqual([200, 404]);
    await step(token, `/applications/${id}/submit`);
    expect([await fetched(platform.tokens.operator), await fetched(platform.tokens.editor)]).toEqual([
      200, 404,
    ]);
    const { items } = await platform.ask<Page<{ id: string }>>(
      platform.tokens.operator,
      'GET',
      '/applications',
    );
    expect(items.map((each) => each.id)).toContain(id);
  });
});
