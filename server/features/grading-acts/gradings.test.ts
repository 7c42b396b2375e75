import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import type { DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { aPerson, aToken } from '../../testing/people.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import {
  aFile,
  completed,
  harmlessFields,
  openDataset,
  reviewSecrecy,
  sendVersion,
  submitListing,
  writeDraft,
} from '../../testing/publishing.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';
const REASON = { reason: '列入年度开放重点' };
let platform: Platform;
let names = 0;
const aName = (): string => `定级用停车场信息（${(names += 1)}）`;

beforeAll(async () => {
  platform = await testPlatform();
}, 120_000);
afterAll(() => platform.close());

const post = <T>(token: string, path: string, body: object = {}, status = 200): Promise<T> =>
  platform.ask<T>(token, 'POST', path, { body, status });
const problemOf = async (token: string, path: string, body: object, status: number): Promise<string> =>
  (await post<{ code: string }>(token, path, body, status)).code;
const grading = (id: string): Promise<DatasetGrading> =>
  platform.ask<DatasetGrading>(platform.tokens.reviewer, 'GET', `/datasets/${id}/grading`);

async function aDraft(
  text = ROWS,
  change: (entry: ListEntry) => ListEntry = (entry) => entry,
): Promise<string> {
  const { datasetId } = await sendVersion(platform, aFile(text));
  await writeDraft(platform, datasetId, (entry) => change(completed(entry, aName())));
  return datasetId;
}

async function prepared(id: string): Promise<string> {
  const { editor } = platform.tokens;
  return (await post<{ workOrderId: string }>(editor, `/datasets/${id}/prepare`, REASON, 201)).workOrderId;
}

const CLOSED = (entry: ListEntry): ListEntry => ({
  ...entry,
  openClass: 'closed',
  explanation: '可识别个人',
  grade: { ...entry.grade, levels: { ...entry.grade.levels, person: 'A3' } },
});
const CONDITIONAL = {
  openClass: 'conditional' as const,
  conditions: ['仅限研究'],
  materials: ['用途说明'],
};

async function listed(id: string): Promise<void> {
  const order = await submitListing(platform, id);
  await post(platform.tokens.operator, `/work-orders/${order}/accept`);
}

describe('the secrecy and security review', () => {
  it('[grading2019] given a prepared change without a review, when it is submitted, then it is refused and says why', async () => {
    const order = await prepared(await aDraft());
    const answer = await post<{ code: string; title: string; provision: string }>(
      platform.tokens.reviewer,
      `/work-orders/${order}/submit`,
      {},
      409,
    );
    expect(answer).toMatchObject({
      code: 'secrecy-review-missing',
      provision: 'grading2019',
      title: '还没有通过保密和安全审查',
    });
  });

  it('[grading2019] given a review that did not pass, or one of other data, when the change is submitted, then it is refused', async () => {
    const id = await aDraft();
    const order = await prepared(id);
    const { reviewer } = platform.tokens;
    const submit = `/work-orders/${order}/submit`;
    const evidence = '标题中有内部字样，需核对。';
    await post(reviewer, `/datasets/${id}/secrecy-reviews`, { result: 'not-passed', evidence }, 201);
    expect(await problemOf(reviewer, submit, {}, 409)).toBe('secrecy-review-missing');
    await reviewSecrecy(platform, id);
    await sendVersion(platform, aFile(`${ROWS}0003,丙停车场,60\n`), id);
    expect((await grading(id)).reviews.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
    expect(await problemOf(reviewer, submit, {}, 409)).toBe('secrecy-review-missing');
    await reviewSecrecy(platform, id);
    await post(reviewer, submit);
  });

  it('[grading2019] given whoever wrote the draft, when they would review it, then four eyes are asked for', async () => {
    const { services, bodies, ask } = platform;
    const roles = (['publisher-editor', 'publisher-reviewer'] as const).map((role) => ({
      role,
      bodyId: bodies.own,
    }));
    const both = await aPerson(services, { userName: 'both', roles });
    const id = await aDraft();
    const { revision, entry } = await ask<DraftView>(platform.tokens.editor, 'GET', `/datasets/${id}/draft`);
    const saved = { body: { revision, entry } };
    await ask(await aToken(services, both, 0), 'PUT', `/datasets/${id}/draft`, saved);
    const reviewer = await aToken(services, both, 1);
    const body = { result: 'passed', evidence: '逐列核对' };
    expect(await problemOf(reviewer, `/datasets/${id}/secrecy-reviews`, body, 409)).toBe('four-eyes');
  });

  it('[grading2019] given a file with marks in its heading, its name and its values, when it is read, then each is flagged with its place', async () => {
    const text = '机密★3年,,\n编号,名称,备注\n0001,甲,普通\n0002,乙,内部资料，不得外传\n';
    const { datasetId } = await sendVersion(platform, aFile(text, '车场（内部资料）.csv'));
    const { marks } = await grading(datasetId);
    expect(marks.map(({ term, place, row }) => [term, place, row])).toEqual(
      expect.arrayContaining([
        ['state-secret', 'heading', 1],
        ['internal', 'file-name', null],
        ['internal', 'value', null],
      ]),
    );
  });

  it('[grading2019] given a next version with a mark, when it is published without a review of it, then it is refused; reviewed, it is published', async () => {
    const { datasetId } = await openDataset(platform, aFile(ROWS), aName());
    const { version } = await sendVersion(platform, aFile(`${ROWS}0003,内部资料，不得外传,60\n`), datasetId);
    const { reviewer } = platform.tokens;
    const path = `/versions/${version.id}/publish`;
    expect(await problemOf(reviewer, path, {}, 409)).toBe('secrecy-review-missing');
    await reviewSecrecy(platform, datasetId);
    await post(reviewer, path);
  });
});

describe('a state secret', () => {
  const SECRET = { result: 'state-secret', evidence: '经定密责任人认定。' };

  it('[grading2019] given a draft found to hold one, when it is graded, prepared, consented to or reviewed away, then every route refuses', async () => {
    const id = await aDraft();
    const { editor, reviewer } = platform.tokens;
    await post(reviewer, `/datasets/${id}/secrecy-reviews`, SECRET, 201);
    const { revision, entry, findings } = await platform.ask<DraftView>(
      editor,
      'GET',
      `/datasets/${id}/draft`,
    );
    expect(findings.map(({ code }) => code)).toContain('state-secret');
    const body = { revision, entry };
    const saved = await platform.ask<{ code: string; title: string }>(
      editor,
      'PUT',
      `/datasets/${id}/draft`,
      {
        body,
        status: 409,
      },
    );
    expect(saved).toMatchObject({ code: 'state-secret', title: '涉及国家秘密，不得定级、列入清单和开放' });
    expect(await problemOf(editor, `/datasets/${id}/prepare`, REASON, 409)).toBe('state-secret');
    const consent = { holders: '全部权利人', opens: 'conditional', evidence: '同意书' };
    expect(await problemOf(editor, `/datasets/${id}/consents`, consent, 409)).toBe('state-secret');
    const passed = { result: 'passed', evidence: '改判' };
    expect(await problemOf(reviewer, `/datasets/${id}/secrecy-reviews`, passed, 409)).toBe('state-secret');
  });

  it('[grading2019] given a change under way, when the data is found to hold one, then it is neither submitted nor accepted', async () => {
    const { reviewer, operator } = platform.tokens;
    const waiting = await aDraft();
    const order = await prepared(waiting);
    await reviewSecrecy(platform, waiting);
    await post(reviewer, `/datasets/${waiting}/secrecy-reviews`, SECRET, 201);
    expect(await problemOf(reviewer, `/work-orders/${order}/submit`, {}, 409)).toBe('state-secret');
    const submitted = await aDraft();
    const second = await submitListing(platform, submitted);
    await post(reviewer, `/datasets/${submitted}/secrecy-reviews`, SECRET, 201);
    expect(await problemOf(operator, `/work-orders/${second}/accept`, {}, 409)).toBe('state-secret');
  });

  it('[grading2019] given an open dataset found to hold one, when anyone asks for it, then it is gone at once and nothing brings it back', async () => {
    const { datasetId } = await openDataset(platform, aFile(ROWS), aName());
    const { editor, reviewer } = platform.tokens;
    const { version } = await sendVersion(platform, aFile(`${ROWS}0003,丙停车场,60\n`), datasetId);
    await platform.ask(null, 'GET', `/datasets/${datasetId}`);
    await post(reviewer, `/datasets/${datasetId}/secrecy-reviews`, SECRET, 201);
    for (const path of ['', '/records', '/exports/csv', '/versions/1/original', '/openapi.json'])
      await platform.ask(null, 'GET', `/datasets/${datasetId}${path}`, { status: 404 });
    await post(reviewer, `/datasets/${datasetId}/resume`, REASON, 409);
    await post(reviewer, `/versions/${version.id}/publish`, {}, 409);
    await post(editor, `/datasets/${datasetId}/prepare`, REASON, 409);
  });
});

describe('a closed grade', () => {
  it('[xz-14-1] given a listed closed dataset, when its levels are lowered on the same data, then it is refused on the way; with other data it opens, and the old version stays closed', async () => {
    const { datasetId } = await openDataset(platform, aFile(ROWS), aName());
    await writeDraft(platform, datasetId, CLOSED);
    await listed(datasetId);
    await platform.ask(null, 'GET', `/datasets/${datasetId}/records`, { status: 403 });
    const lowered = (entry: ListEntry): ListEntry => ({
      ...completed(entry, entry.name),
      openClass: 'unconditional',
      explanation: '',
    });
    const { findings } = await writeDraft(platform, datasetId, lowered);
    expect(findings.map(({ code }) => code)).toContain('closed-not-lifted');
    expect(await problemOf(platform.tokens.editor, `/datasets/${datasetId}/prepare`, REASON, 422)).toBe(
      'against-grading',
    );
    const { version } = await sendVersion(platform, aFile(ROWS.replaceAll('甲', '某')), datasetId);
    await listed(datasetId);
    await post(platform.tokens.reviewer, `/versions/${version.id}/publish`);
    const { version: served } = await platform.ask<{ version: number }>(
      null,
      'GET',
      `/datasets/${datasetId}/records`,
    );
    expect(served).toBe(2);
    for (const path of ['records?version=1', 'exports/csv?version=1', 'versions/1/original']) {
      await platform.ask(null, 'GET', `/datasets/${datasetId}/${path}`, { status: 403 });
    }
    const { items } = await platform.ask<{ items: VersionView[] }>(
      null,
      'GET',
      `/datasets/${datasetId}/versions`,
    );
    expect(items.map(({ number }) => number)).toEqual([2]);
  });

  it('[xz-14-1] given a closed grade, when a consent covers its fields, then the class may be as open as the consent, and no more', async () => {
    const persons = (entry: ListEntry): ListEntry => {
      const [first = ''] = entry.fields.map(({ name }) => name);
      const fields = harmlessFields(entry);
      return {
        ...CLOSED(entry),
        grade: {
          ...CLOSED(entry).grade,
          fields: { ...fields, [first]: { person: 'A3', organisation: 'B1', object: 'C1' } },
        },
      };
    };
    const id = await aDraft('联系人,单位,泊位数\n张三,甲停车场,120\n李四,乙停车场,80\n', persons);
    const asked = (openClass: ListEntry['openClass']) =>
      writeDraft(platform, id, (entry) => ({ ...entry, ...CONDITIONAL, openClass, explanation: '' }));
    expect((await asked('conditional')).findings.map(({ code }) => code)).toContain('class-too-open');
    const consent = {
      holders: '2 位联系人',
      opens: 'conditional',
      evidence: '同意书 2 份',
      fields: ['联系人'],
    };
    const { id: consentId } = await post<{ id: string }>(
      platform.tokens.editor,
      `/datasets/${id}/consents`,
      consent,
      201,
    );
    expect((await asked('unconditional')).findings.map(({ code }) => code)).toContain('class-too-open');
    expect((await asked('conditional')).findings.filter(({ blocks }) => blocks)).toEqual([]);
    await listed(id);
    const { gradings, consents } = await grading(id);
    expect(gradings).toMatchObject([{ gradedClass: 'closed', openClass: 'conditional', consentId }]);
    expect(consents).toMatchObject([{ holders: '2 位联系人', revokedAt: null }]);
    const revoked = await post<{ suspended: boolean }>(
      platform.tokens.reviewer,
      `/datasets/${id}/consents/${consentId}/revoke`,
      { reason: '一位联系人撤回' },
    );
    expect(revoked.suspended).toBe(true);
    const { state } = await platform.ask<{ state: string }>(null, 'GET', `/datasets/${id}`);
    expect(state).toBe('suspended');
    const { items } = await platform.ask<{ items: { kind: string; datasetId: string }[] }>(
      platform.tokens.editor,
      'GET',
      '/tasks',
    );
    expect(items.filter(({ kind }) => kind === 'regrade').map(({ datasetId }) => datasetId)).toEqual([id]);
  });
});

describe('the grade of fields', () => {
  it('[xz-13] [xz-14] given fields, when one is not graded or its dimension is left more open, then the entry cannot be handed on', async () => {
    const id = await aDraft();
    const ungraded = await writeDraft(platform, id, (entry) => ({
      ...entry,
      grade: { ...entry.grade, fields: {} },
    }));
    expect(ungraded.findings.map(({ code }) => code)).toContain('fields-ungraded');
    const below = await writeDraft(platform, id, (entry) => ({
      ...entry,
      grade: {
        ...entry.grade,
        fields: { ...harmlessFields(entry), 名称: { person: 'A3', organisation: 'B1', object: 'C1' } },
      },
    }));
    expect(below.findings).toContainEqual(
      expect.objectContaining({
        code: 'level-below-field',
        args: { field: '名称', level: 'A3', chosen: 'A1' },
      }),
    );
    expect(await problemOf(platform.tokens.editor, `/datasets/${id}/prepare`, REASON, 422)).toBe(
      'against-grading',
    );
  });

  it('[xz-14-1] given names and identity numbers, when the file was read, then closed levels are proposed with reasons, and no value is kept', async () => {
    const people = ['11010519491231002X', '440524188001010014', '110101199003070118'];
    const text = `人员,代号,泊位数\n${people.map((each, i) => `张三,${each},${i}`).join('\n')}\n`;
    const { datasetId } = await sendVersion(platform, aFile(text));
    const { proposals } = await grading(datasetId);
    const coded = proposals.find(({ field }) => field === '代号');
    expect(coded?.levels[0]).toMatchObject({ dimension: 'person', level: 'A3' });
    expect(coded?.signs).toMatchObject([{ kind: 'id-number', by: 'values', looked: 3 }]);
    expect(JSON.stringify(proposals)).not.toContain('4405241880');
  });
});
