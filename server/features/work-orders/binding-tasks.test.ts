import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntryInput, CatalogueEntryView } from '../../../rules/catalogue/catalogue.schema.ts';
import type { DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { testPlatform, type Platform } from '../../testing/platform.ts';
import { aFile, openDataset, submitListing, writeDraft } from '../../testing/publishing.ts';

const ROWS = '编号,名称,泊位数\n0001,甲停车场,120\n0002,乙停车场,80\n';

let platform: Platform;
beforeAll(async () => {
  platform = await testPlatform();
}, 60_000);
afterAll(() => platform.close());

const draftOf = (id: string): Promise<DraftView> =>
  platform.ask<DraftView>(platform.tokens.editor, 'GET', `/datasets/${id}/draft`);

const tasksOf = async (token = platform.tokens.editor): Promise<Task[]> => {
  const { items } = await platform.ask<{ items: Task[] }>(token, 'GET', '/tasks');
  return items.filter(({ kind }) => kind === 'mend-binding');
};

async function change(id: string, changes: Partial<CatalogueEntryInput>): Promise<void> {
  const path = `/catalogue-entries/${(await draftOf(id)).catalogueEntryId}`;
  const { editor } = platform.tokens;
  const entry = await platform.ask<CatalogueEntryView>(editor, 'GET', path);
  const { name, summary, domain, openness, origin, fields, revision } = entry;
  const body = { name, summary, domain, openness, origin, fields, revision, ...changes };
  await platform.ask(editor, 'PUT', path, { body });
}

let made = 0;
async function anOpenOne(): Promise<{ id: string; fields: CatalogueEntryInput['fields'] }> {
  made += 1;
  const { datasetId: id } = await openDataset(platform, aFile(ROWS), `挂接用停车场信息（${made}）`);
  const path = `/catalogue-entries/${(await draftOf(id)).catalogueEntryId}`;
  const { fields } = await platform.ask<CatalogueEntryView>(platform.tokens.editor, 'GET', path);
  return { id, fields };
}

async function accept(id: string): Promise<void> {
  const order = await submitListing(platform, id);
  await platform.ask(platform.tokens.operator, 'POST', `/work-orders/${order}/accept`, { body: {} });
}

describe('a change of the catalogue that takes something from the list', () => {
  it('[xz-9] given fields that open ones are bound to, when one is renamed and one removed, then a task names each, the draft page says so, and it closes with the list change', async () => {
    const { id, fields } = await anOpenOne();
    expect(await tasksOf()).toEqual([]);
    expect((await draftOf(id)).lost).toEqual([]);
    await change(id, {
      fields: fields
        .filter(({ name }) => name !== '泊位数')
        .map((field) => (field.name === '编号' ? { ...field, name: 'bh', label: '编号' } : field)),
    });
    const [task, ...others] = await tasksOf();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ thingId: id, datasetId: id, provision: 'xz-9' });
    expect(task?.notes.slice(1)).toEqual([
      '字段“编号”挂接的目录数据项“编号”已不在目录中，可能改名为“bh”；请重新挂接',
      '字段“泊位数”挂接的目录数据项“泊位数”已不在目录中；请重新挂接，或从清单中去掉这个字段',
    ]);
    const draft = await draftOf(id);
    expect(draft.lost.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['binding-renamed', '/fields/0/binding'],
      ['binding-lost', '/fields/2/binding'],
    ]);
    expect(draft.findings).toEqual(expect.arrayContaining(draft.lost));

    await writeDraft(platform, id, (entry) => ({
      ...entry,
      fields: entry.fields
        .filter(({ name }) => name !== '泊位数')
        .map((field) => (field.name === '编号' ? { ...field, binding: 'bh' } : field)),
    }));
    expect(await tasksOf()).toHaveLength(1);
    await accept(id);
    expect(await tasksOf()).toEqual([]);
    expect((await draftOf(id)).lost).toEqual([]);
  });

  it('[xz-9] given a lost binding, when the catalogue is put right again, then the task is gone; another body never had it', async () => {
    const { id, fields } = await anOpenOne();
    await change(id, { fields: [] });
    expect(await tasksOf()).toHaveLength(1);
    expect(await tasksOf(platform.tokens.otherEditor)).toEqual([]);
    await change(id, { fields });
    expect(await tasksOf()).toEqual([]);
  });

  it('[plan2023-2.3] given an open dataset, when its entry is declared less open, then a task says so until the class follows', async () => {
    const { id } = await anOpenOne();
    await change(id, { openness: 'conditional' });
    const [task] = await tasksOf();
    expect(task).toMatchObject({ thingId: id, provision: 'plan2023-2.3' });
    expect(task?.notes[1]).toContain('已改为有条件开放');
    await writeDraft(platform, id, (entry) => ({
      ...entry,
      openClass: 'conditional',
      conditions: ['仅限研究'],
      materials: ['用途说明'],
      grade: { ...entry.grade, levels: { ...entry.grade.levels, supply: 'D2' } },
      explanation: '目录已改为有条件开放。',
    }));
    await accept(id);
    expect(await tasksOf()).toEqual([]);
  });
});
