import type { ListEntry } from '../../../rules/datasets/list-entry.schema.ts';
import { aFile, reviewSecrecy, sendVersion, submitListing, writeDraft } from '../../testing/publishing.ts';
import {
  accept,
  aDraft,
  anOpenOne,
  attempt,
  catalogueSays,
  prepare,
  prepared,
  ROWS,
  saying,
  sharedIn,
  submit,
  the,
  underStricter,
  type Change,
  type Refusal,
} from '../testing/guard-bench.ts';

const MARKED = `${ROWS}0003,内部资料，不得外传,60\n`;

const conditional: Change = (entry) => ({
  ...entry,
  openClass: 'conditional',
  conditions: ['具备处理能力'],
  materials: ['用途说明'],
  grade: { ...entry.grade, levels: { ...entry.grade.levels, supply: 'D2' } },
});
const closed: Change = (entry) => ({
  ...entry,
  openClass: 'closed',
  grade: { ...entry.grade, levels: { ...entry.grade.levels, person: 'A3' } },
});

/** What is given, by which route it is tried, what answers, and what the person reads. */
export type Route = [route: string, tried: () => Promise<Refusal>, code: string, reads: string];
const OTHER_LISTS_IT = '只有“单位STJ”可以把它列入自己的清单';
export const SHARED_IN: Route[] = [
  [
    'preparing',
    async () => {
      const id = await aDraft();
      await catalogueSays(id, sharedIn());
      return prepare(id);
    },
    'shared-data',
    OTHER_LISTS_IT,
  ],
  [
    'submitting',
    async () => {
      const id = await aDraft();
      const order = await prepared(id);
      await reviewSecrecy(the().platform, id);
      await catalogueSays(id, sharedIn());
      return submit(order);
    },
    'shared-data',
    OTHER_LISTS_IT,
  ],
  [
    'accepting',
    async () => {
      const id = await aDraft();
      const order = await submitListing(the().platform, id);
      await catalogueSays(id, sharedIn());
      return accept(order);
    },
    'shared-data',
    OTHER_LISTS_IT,
  ],
  [
    'saying so of what is listed',
    async () => {
      const { path, body } = await saying(await anOpenOne(), sharedIn());
      return attempt(the().platform.tokens.editor, path, body, 'PUT');
    },
    'shared-data',
    '清单',
  ],
];

const NOT_REVIEWED = '还没有通过保密和安全审查';
const review = (id: string, result: string): Promise<unknown> =>
  the().platform.ask(the().platform.tokens.reviewer, 'POST', `/datasets/${id}/secrecy-reviews`, {
    body: { result, evidence: '标题中有内部字样，需核对。' },
    status: 201,
  });
export const SECRECY: Route[] = [
  ['submitting', async () => submit(await prepared(await aDraft())), 'secrecy-review-missing', NOT_REVIEWED],
  [
    'submitting what was not let pass',
    async () => {
      const id = await aDraft();
      const order = await prepared(id);
      await reviewSecrecy(the().platform, id);
      await review(id, 'not-passed');
      return submit(order);
    },
    'secrecy-review-missing',
    NOT_REVIEWED,
  ],
  [
    'accepting other data than was reviewed',
    async () => {
      const id = await aDraft();
      const order = await submitListing(the().platform, id);
      await sendVersion(the().platform, aFile(`${ROWS}0003,丙停车场,60\n`), id);
      return accept(order);
    },
    'secrecy-review-missing',
    NOT_REVIEWED,
  ],
  [
    'publishing a later version with a mark',
    async () => {
      const { version } = await sendVersion(the().platform, aFile(MARKED), await anOpenOne());
      return attempt(the().platform.tokens.reviewer, `/versions/${version.id}/publish`);
    },
    'secrecy-review-missing',
    NOT_REVIEWED,
  ],
];

/** Of an open, unconditional dataset. */
async function stricter(change: Change): Promise<Refusal> {
  const id = await anOpenOne();
  await writeDraft(the().platform, id, (entry) => ({ ...change(entry), explanation: '' }));
  return prepare(id);
}
export const NO_DOCUMENT: Route[] = [
  [
    'conditional instead of unconditional',
    () => stricter(conditional),
    'incomplete-entry',
    '改为更严的开放类型，须提供说明',
  ],
  [
    'closed instead of unconditional',
    () => stricter(closed),
    'incomplete-entry',
    '改为更严的开放类型，须提供说明',
  ],
];

export const OWN_WORK = '不能审核自己准备的内容';
async function preparedByAll(): Promise<string> {
  return prepared(await aDraft(), the().all.editor);
}
export const returning = { reasons: [{ ground: 'other', text: '请修改' }] };
async function submittedByAll(): Promise<string> {
  const id = await aDraft();
  const order = await prepared(id);
  await reviewSecrecy(the().platform, id);
  await the().platform.ask(the().all.reviewer, 'POST', `/work-orders/${order}/submit`, { body: {} });
  return order;
}
export const FOUR_EYES: Route[] = [
  [
    'submitting what one prepared',
    async () => submit(await preparedByAll(), the().all.reviewer),
    'four-eyes',
    OWN_WORK,
  ],
  [
    'sending back what one prepared',
    async () => attempt(the().all.reviewer, `/work-orders/${await preparedByAll()}/send-back`, returning),
    'four-eyes',
    OWN_WORK,
  ],
  [
    'accepting what one prepared',
    async () => {
      const id = await aDraft();
      const order = await prepared(id, the().all.editor);
      await reviewSecrecy(the().platform, id);
      await the().platform.ask(the().platform.tokens.reviewer, 'POST', `/work-orders/${order}/submit`, {
        body: {},
      });
      return accept(order, the().all.operator);
    },
    'four-eyes',
    OWN_WORK,
  ],
  [
    'accepting what one submitted',
    async () => accept(await submittedByAll(), the().all.operator),
    'four-eyes',
    OWN_WORK,
  ],
  [
    'returning what one submitted',
    async () => attempt(the().all.operator, `/work-orders/${await submittedByAll()}/return`, returning),
    'four-eyes',
    OWN_WORK,
  ],
];

const without = (grade: Partial<ListEntry['grade']>): Promise<Refusal> =>
  aDraft((entry) => ({ ...entry, grade: { ...entry.grade, ...grade } })).then(prepare);
export const UNGRADED: Route[] = [
  ['no level', () => without({ levels: {} }), 'against-grading', '还有分级维度没有选择'],
  ['a field without its levels', () => without({ fields: {} }), 'against-grading', '字段'],
  ['no evidence', () => without({ evidence: '' }), 'against-grading', '依据'],
];

export const AGAINST: Route[] = [
  [
    'preparing a class more open than the grade',
    () =>
      aDraft((entry) => ({
        ...closed(entry),
        openClass: 'conditional',
        conditions: ['x'],
        materials: ['y'],
      })).then(prepare),
    'against-grading',
    '不符合分级分类规则',
  ],
  [
    'preparing a stricter one without saying why',
    () => aDraft((entry) => ({ ...conditional(entry), grade: entry.grade })).then(prepare),
    'against-grading',
    '理由',
  ],
  [
    'submitting under a guideline that took force since',
    async () => {
      const id = await aDraft(conditional);
      const order = await prepared(id);
      await reviewSecrecy(the().platform, id);
      return underStricter(() => submit(order));
    },
    'against-grading',
    '按分级结果应为“不开放”，不能选更宽的类型',
  ],
  [
    'accepting under a guideline that took force since',
    async () => {
      const order = await submitListing(the().platform, await aDraft(conditional));
      return underStricter(() => accept(order));
    },
    'against-grading',
    '按分级结果应为“不开放”，不能选更宽的类型',
  ],
];

const gone = (order: Promise<string>, id: string, tried: (order: string) => Promise<Refusal>) =>
  order.then(async (found) => {
    await catalogueSays(id, { fields: [] });
    return tried(found);
  });
export const OUTSIDE: Route[] = [
  [
    'preparing fields that are bound to nothing',
    () =>
      aDraft((entry) => ({
        ...entry,
        fields: entry.fields.map((field) => ({ ...field, binding: '' })),
      })).then(prepare),
    'incomplete-entry',
    '字段“编号”还没有挂接到目录',
  ],
  [
    'preparing fields that are bound to what the catalogue has not',
    () =>
      aDraft((entry) => ({
        ...entry,
        fields: entry.fields.map((field) => ({ ...field, binding: 'x' })),
      })).then(prepare),
    'incomplete-entry',
    '字段“编号”挂接的目录数据项“x”已不在目录中',
  ],
  [
    'submitting when the catalogue lost the fields',
    async () => {
      const id = await aDraft();
      const order = prepared(id);
      await order;
      await reviewSecrecy(the().platform, id);
      return gone(order, id, submit);
    },
    'incomplete-entry',
    '字段“编号”挂接的目录数据项“编号”已不在目录中；请重新挂接',
  ],
  [
    'accepting when the catalogue lost the fields',
    async () => {
      const id = await aDraft();
      return gone(submitListing(the().platform, id), id, accept);
    },
    'incomplete-entry',
    '字段“编号”挂接的目录数据项“编号”已不在目录中；请重新挂接',
  ],
];
