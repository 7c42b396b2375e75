import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStricter } from '../../../rules/datasets/open-class.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry, OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import { classFollows } from '../../../rules/gradings/grade.ts';
import type { GuidelineContent } from '../../../rules/gradings/guideline.schema.ts';
import type {
  EffectItem,
  GuidelineEffect,
  GuidelineView,
} from '../../../rules/gradings/guidelines.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import {
  aFile,
  completed,
  openDataset,
  sendVersion,
  submitListing,
  writeDraft,
} from '../../testing/publishing.ts';
import { guidelineInForce, insertGuideline } from './guideline.queries.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
const TIMES = Number(process.env['KAISHU_RUNS'] ?? 100);
const RUNS = Math.ceil(TIMES / 50);
const MANY = TIMES > 100 ? 10_000 : 1000;
let platform: Platform;
let authority: string;
let names = 0;
const aName = (): string => `指南用停车场信息（${(names += 1)}）`;

beforeAll(async () => {
  platform = await testPlatform();
  authority = await platform.person('authority');
}, 120_000);
afterAll(() => platform.close());

const post = <T>(token: string, path: string, body: object = {}, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const read = (id = 'in-force'): Promise<GuidelineView> =>
  platform.ask<GuidelineView>(authority, 'GET', `/grading-guidelines/${id}`);

/** A draft of the guideline in force with `change` made; answers its id. */
async function drafted(change: (content: GuidelineContent) => void): Promise<string> {
  const { id } = await platform.ask<{ id: string }>(authority, 'POST', '/grading-guidelines', {
    status: 201,
  });
  const { revision, guideline } = await read(id);
  const { version: _version, ...content } = guideline;
  change(content);
  await platform.ask(authority, 'PUT', `/grading-guidelines/${id}`, { body: { revision, content } });
  return id;
}

async function enforced(id: string): Promise<void> {
  await post(authority, `/grading-guidelines/${id}/propose`);
  await post(platform.tokens.operator, `/grading-guidelines/${id}/agree`);
  await post(authority, `/grading-guidelines/${id}/enforce`);
}

const gives = (code: string, openClass: OpenClass) => (content: GuidelineContent) => {
  for (const { levels } of content.dimensions)
    for (const level of levels) if (level.code === code) level.gives = openClass;
};
const regrades = async (): Promise<string[]> => {
  const { items } = await platform.ask<{ items: Task[] }>(platform.tokens.editor, 'GET', '/tasks');
  return items.filter(({ kind }) => kind === 'regrade').flatMap(({ datasetId }) => datasetId ?? []);
};
const WITH_SUPPLY =
  (level: string, openClass: OpenClass) =>
  (entry: ListEntry): ListEntry => ({
    ...entry,
    openClass,
    conditions: openClass === 'conditional' ? ['具备处理能力'] : [],
    materials: openClass === 'conditional' ? ['用途说明'] : [],
    explanation: openClass === 'closed' ? '持续供给要求过高' : '',
    grade: { ...entry.grade, levels: { ...entry.grade.levels, supply: level } },
  });

async function listed(change: (entry: ListEntry) => ListEntry): Promise<string> {
  const { datasetId } = await sendVersion(platform, aFile(ROWS));
  await writeDraft(platform, datasetId, (entry) => change(completed(entry, aName())));
  await accepted(datasetId);
  return datasetId;
}
async function accepted(datasetId: string): Promise<void> {
  const order = await submitListing(platform, datasetId);
  await post(platform.tokens.operator, `/work-orders/${order}/accept`);
}

describe('the grading guideline', () => {
  it('[xz-13] given a first start, when the guideline is read, then a version is in force that says it is the project’s own', async () => {
    const { version, state, guideline } = await platform.ask<GuidelineView>(
      null,
      'GET',
      '/grading-guidelines/in-force',
    );
    expect([version, state]).toEqual(['2026-1', 'in-force']);
    expect(guideline.source['zh-CN']).toContain('由本平台拟定');
  });

  it('[xz-13] given a draft, when its drafter puts it in force alone, skips a step or leaves it incomplete, then it is refused', async () => {
    const id = await drafted((content) => {
      content.dimensions[0]?.levels.pop();
      content.dimensions[0]?.levels.pop();
    });
    const steps: [string, string, string][] = [
      [authority, 'enforce', 'wrong-state'],
      [platform.tokens.operator, 'agree', 'wrong-state'],
      [authority, 'propose', 'incomplete-guideline'],
      [platform.tokens.operator, 'propose', 'not-permitted'],
    ];
    for (const [who, event, code] of steps) {
      const status = code === 'not-permitted' ? 403 : code === 'wrong-state' ? 409 : 422;
      expect(await post(who, `/grading-guidelines/${id}/${event}`, {}, status)).toMatchObject({ code });
    }
    const whole = await drafted(() => undefined);
    await post(authority, `/grading-guidelines/${whole}/propose`);
    expect(await post(authority, `/grading-guidelines/${whole}/agree`, {}, 403)).toMatchObject({
      code: 'not-permitted',
    });
  });

  it('[xz-13] given a version in force, when anyone would change it, then it stays as it is, and a second in force is refused by the store', async () => {
    const { id, revision, guideline } = await read();
    const { version: _version, ...content } = guideline;
    const body = { revision, content };
    await platform.ask(authority, 'PUT', `/grading-guidelines/${id}`, { body, status: 409 });
    const { services } = platform;
    const other = { id: services.newId(), version: '1999-1', content, draftedBy: null, at: new Date() };
    await insertGuideline(services.db, { ...other, state: 'in-force' });
    expect((await guidelineInForce(services.db)).id).toBe(id);
  });

  it('[xz-13] given listed datasets, when a new version changes a class, then the preview names them, and in force their bodies get tasks until they are graded anew', async () => {
    const id = await listed(WITH_SUPPLY('D2', 'conditional'));
    const { datasetId: harmless } = await openDataset(platform, aFile(ROWS), aName());
    const next = await drafted(gives('D2', 'closed'));
    const preview = await platform.ask<{ effect: GuidelineEffect; items: EffectItem[] }>(
      authority,
      'GET',
      `/grading-guidelines/${next}/effect`,
    );
    expect(preview.items.find(({ datasetId }) => datasetId === id)).toMatchObject({
      before: 'conditional',
      after: 'closed',
      kind: 'stricter',
      mustAct: true,
    });
    expect(preview.items.some(({ datasetId }) => datasetId === harmless)).toBe(false);
    expect(preview.effect.mustAct).toBe(preview.effect.kinds.stricter);
    expect(await regrades()).toEqual([]);
    await enforced(next);
    expect(await regrades()).toContain(id);
    const { findings, regrading } = await platform.ask<DraftView>(
      platform.tokens.editor,
      'GET',
      `/datasets/${id}/draft`,
    );
    expect(findings.map(({ code }) => code)).toContain('class-too-open');
    expect(regrading).toMatchObject({ before: 'conditional', after: 'closed' });
    await writeDraft(platform, id, WITH_SUPPLY('D2', 'closed'));
    await accepted(id);
    expect(await regrades()).not.toContain(id);
    expect((await read()).effect).toMatchObject({ mustAct: preview.effect.mustAct });
    await enforced(await drafted(gives('D2', 'conditional')));
  });

  it('[xz-13] given a body, when it refines the guideline, then stricter is taken and more open is refused', async () => {
    const path = `/publishers/${platform.bodies.own}/grading-refinement`;
    const { reviewer, otherEditor, editor } = platform.tokens;
    const item = { dimension: 'person', level: 'A3', meaning: '本单位是指持卡人', examples: ['卡号'] };
    const put = (token: string, openClass: OpenClass, status: number) =>
      platform.ask<{ code?: string; revision?: number }>(token, 'PUT', path, {
        body: { revision: 0, items: [{ ...item, gives: openClass }] },
        status,
      });
    expect(await put(reviewer, 'conditional', 422)).toMatchObject({ code: 'more-open-than-guideline' });
    await put(editor, 'closed', 403);
    await put(otherEditor, 'closed', 404);
    expect(await put(reviewer, 'closed', 200)).toMatchObject({ revision: 1 });
  });

  it('[xz-13] given thousands of listed datasets, when the effect of a draft is asked for, then every one of them is judged', async () => {
    const { services, bodies } = platform;
    const { db } = services;
    const one = await listed(WITH_SUPPLY('D2', 'conditional'));
    const row = await db.selectFrom('dataset').selectAll().where('id', '=', one).executeTakeFirstOrThrow();
    const { catalogue_entry_id, state, open_class, created_at, changed_at, listed_at } = row;
    const copies = Array.from({ length: MANY }, (_, i) => ({
      id: services.newId(),
      code: `SH-JTW-9${String(i).padStart(5, '0')}`,
      name: `副本 ${i}`,
      body_id: i % 2 === 0 ? bodies.own : bodies.other,
      entry: JSON.stringify(row.entry),
      ...{ catalogue_entry_id, state, open_class, created_at, changed_at, listed_at },
    }));
    for (let from = 0; from < copies.length; from += 1000)
      await db
        .insertInto('dataset')
        .values(copies.slice(from, from + 1000))
        .execute();
    const next = await drafted(gives('D2', 'closed'));
    const begun = performance.now();
    const { effect, items } = await platform.ask<{ effect: GuidelineEffect; items: EffectItem[] }>(
      authority,
      'GET',
      `/grading-guidelines/${next}/effect?limit=200`,
    );
    process.stdout.write(
      `effect over ${effect.judged} datasets: ${Math.round(performance.now() - begun)} ms\n`,
    );
    expect(effect.changed).toBeGreaterThan(MANY);
    expect(effect.bodies.map(({ stricter }) => stricter >= MANY / 2 - 10)).toEqual([true, true]);
    expect(items).toHaveLength(200);
    await db.updateTable('dataset').set({ state: 'withdrawn' }).where('name', 'like', '副本 %').execute();
  });
});

type Act =
  | { kind: 'grade'; level: 'D1' | 'D2'; person: 'A1' | 'A3'; openClass: OpenClass }
  | { kind: 'guideline'; openClass: OpenClass }
  | { kind: 'consent'; opens: 'unconditional' | 'conditional' }
  | { kind: 'revoke' };

describe('the class of what is listed', () => {
  const openClass = fc.constantFrom<OpenClass>('unconditional', 'conditional', 'closed');
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('grade' as const),
        level: fc.constantFrom('D1' as const, 'D2' as const),
        person: fc.constantFrom('A1' as const, 'A3' as const),
        openClass,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('guideline' as const),
        openClass: fc.constantFrom<OpenClass>('conditional', 'closed'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('consent' as const),
        opens: fc.constantFrom('unconditional' as const, 'conditional' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'revoke' as const }) },
  );

  it('[xz-14] [xz-14-1] given any history of gradings, versions of the guideline and consents, when a listing is read, then its class follows from the version at its grading or a consent, never more open', async () => {
    const { datasetId } = await openDataset(platform, aFile(ROWS), aName());
    const tried = { grade: 0, taken: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 10 }), async (history) => {
        for (const each of history) {
          await perform(datasetId, each, tried);
          await expectToFollow(datasetId);
        }
      }),
      { numRuns: RUNS },
    );
    expect(tried.taken).toBeGreaterThan(0);
  });
});

async function perform(id: string, act: Act, tried: { grade: number; taken: number }): Promise<void> {
  const { editor, reviewer } = platform.tokens;
  if (act.kind === 'guideline') return enforced(await drafted(gives('D2', act.openClass)));
  if (act.kind === 'consent') {
    const body = { holders: '全部权利人', opens: act.opens, evidence: '同意书' };
    await post(editor, `/datasets/${id}/consents`, body, 201);
    return;
  }
  if (act.kind === 'revoke') {
    const { consents } = await platform.ask<{ consents: { id: string; revokedAt: string | null }[] }>(
      editor,
      'GET',
      `/datasets/${id}/grading`,
    );
    const active = consents.find(({ revokedAt }) => revokedAt === null);
    if (active) await post(reviewer, `/datasets/${id}/consents/${active.id}/revoke`, { reason: '撤回' });
    return;
  }
  tried.grade += 1;
  const { findings } = await writeDraft(platform, id, (entry) => {
    const graded = WITH_SUPPLY(act.level, act.openClass)(completed(entry, entry.name));
    return {
      ...graded,
      grade: { ...graded.grade, levels: { ...graded.grade.levels, person: act.person } },
      explanation: '写明理由',
    };
  });
  if (findings.some(({ blocks }) => blocks)) {
    await post(editor, `/datasets/${id}/prepare`, { reason: '调整' }, 422);
    return;
  }
  await accepted(id);
  tried.taken += 1;
}

/** The grading that the listing rests on gives just this class, under the version of the guideline that it names. */
async function expectToFollow(id: string): Promise<void> {
  const { db } = platform.services;
  const dataset = await db.selectFrom('dataset').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const resting = await db
    .selectFrom('grading')
    .innerJoin('grading_guideline', 'grading_guideline.id', 'grading.guideline_id')
    .leftJoin('consent', 'consent.id', 'grading.consent_id')
    .select(['grading_guideline.content', 'grading_guideline.version', 'grading.levels', 'grading.fields'])
    .select([
      'grading.open_class',
      'grading.graded_class',
      'consent.opens',
      'consent.fields as consent_fields',
    ])
    .select(['consent.id as consent_id', 'consent.revoked_at'])
    .where('grading.dataset_id', '=', id)
    .where('accepted_at', 'is not', null)
    .orderBy('accepted_at', 'desc')
    .orderBy('grading.id', 'desc')
    .executeTakeFirstOrThrow();
  const entry = dataset.entry;
  expect(entry?.openClass).toBe(dataset.open_class);
  expect(resting.open_class).toBe(dataset.open_class);
  expect(entry?.grade.levels).toEqual(resting.levels);
  const guideline = { version: resting.version, ...resting.content };
  const consents =
    resting.consent_id === null
      ? []
      : [{ id: resting.consent_id, opens: resting.opens as OpenClass, fields: resting.consent_fields ?? [] }];
  const openClass = dataset.open_class as OpenClass;
  const grade = { levels: resting.levels, fields: resting.fields, evidence: '' };
  expect(classFollows(guideline, { grade, openClass, explanation: '写明理由' }, consents)).toBe(true);
  const graded = resting.graded_class as OpenClass;
  // More open than its grade: by a consent that stands, else nothing of it is served.
  if (isStricter(graded, openClass)) {
    expect(resting.consent_id).not.toBeNull();
    if (resting.revoked_at !== null) expect(dataset.state).not.toBe('open');
  }
}
