import type { ApplicationContent, Opinion } from '../rules/applications/application.schema.ts';
import {
  addMaterial,
  createApplication,
  prepareOpinion,
  saveApplication,
  stepApplication,
  stepApplicationPart,
  type ApplicationView,
} from '../rules/applications/applications.operations.ts';
import { listDatasets } from '../rules/datasets/datasets.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Call, Services } from '../server/context.ts';
import { systemCall } from '../server/system-call.ts';
import { reportMisconduct } from '../rules/misconduct/misconduct.operations.ts';
import { VISITOR } from '../rules/access/roles.ts';
import type { Actors, DemoAccount } from './city.ts';
import { listAgreements, stepAgreement } from '../rules/agreements/agreements.operations.ts';
import { signAgreementAs } from './sign-agreement.ts';

const DAY_MS = 86_400_000;
const NAME = '停车场（库）实时泊位（5 分钟）';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n').toString('base64');

const CONTENT: Omit<ApplicationContent, 'materialIds'> = {
  scenarioKind: 'own-business',
  scenario: '在停车导航小程序里显示空余泊位，用于停车诱导。',
  purpose: '每 5 分钟更新一次空余泊位，引导司机就近停车。',
  publicBenefit: '少找一次车位，平均少绕行 800 米。',
  replicability: '接口和算法说明公开，其他区可以照做。',
  safeguards: ['传输和存放都加密', '只留最近 24 小时'],
  people: ['工程师，负责接口', '安全员，负责自查'],
  supervisionPlan: '每季度自查一次；发现异常当天停用并报告。',
  commitments: ['cite-source', 'accept-checks', 'keep-logs', 'lawful-use', 'not-listed', 'protect-data'],
  reportEveryMonths: 6,
};
const OPINION: Opinion = {
  outcome: 'narrow',
  terms: null,
  reasons: [{ ground: 'risk', text: '上报时间精确到分，和其他数据合并可以看出经营情况，场景用不到。' }],
  benefit: 4,
  replicability: 4,
  unlikePrecedent: '',
};

/** Applications for one dataset in several states: agreed on and served, rejected, narrower offered, overdue, waiting for decision, to be taken in, being written; and a report of misuse. */
export async function fileApplications(
  services: Services,
  actors: Actors,
  time: { set(next: Date): void },
  accounts: readonly DemoAccount[],
): Promise<void> {
  const now = services.clock.now();
  const callOf = callsOf(services, actors);
  const later = (days: number): void => time.set(new Date(now.getTime() - days * DAY_MS));
  const people = {
    operator: callOf('operator'),
    editor: callOf('jtw-editor'),
    reviewer: callOf('jtw-reviewer'),
  };
  const changes = { scenario: '在停车诱导屏上显示空余泊位。', reportEveryMonths: 1 };
  await agree(services, actors, later, { accounts, user: 'firm', since: 40, changes });
  later(24);
  const refused = await send(callOf('researcher'), {
    scenarioKind: 'consulting-report',
    scenario: '写咨询报告',
  });
  later(23);
  await take(people.operator, refused, 'accept');
  later(22);
  const late = await send(callOf('shop'), { scenario: '在门店页面显示附近停车场的空余泊位。' });
  later(21);
  await take(people.operator, late, 'accept');
  later(20);
  await judge(people, refused, {
    ...OPINION,
    outcome: 'reject',
    reasons: [
      { ground: 'scenario', text: '只用于停车诱导、出行服务，咨询报告不在其中。' },
      { ground: 'security', text: '安全管理制度没有写明数据怎样销毁。' },
      { ground: 'reporting', text: '没有说明利用报告怎样提交。' },
    ],
  });
  later(8);
  const offered = await send(callOf('researcher'), {});
  const waiting = await send(callOf('firm'), {});
  later(7);
  await take(people.operator, offered, 'accept');
  await take(people.operator, waiting, 'accept');
  later(5);
  await judge(people, offered, narrower(offered));
  await callOperation(people.editor, prepareOpinion, { id: partOf(waiting).id, ...narrower(waiting) });
  later(1);
  await send(callOf('firm-applicant'), { scenario: '在企业班车调度里显示枢纽停车场的空余泊位。' });
  time.set(now);
  await begin(callOf('researcher'));
  await reportMisuse(services);
}

interface Agreed {
  accounts: readonly DemoAccount[];
  user: string;
  /** Days ago. */
  since: number;
  changes: Partial<ApplicationContent>;
}

/** An application that is approved as it was asked for, and signed by both within five days. */
export async function agree(
  services: Services,
  actors: Actors,
  later: (days: number) => void,
  { accounts, user, since, changes }: Agreed,
): Promise<void> {
  const callOf = callsOf(services, actors);
  later(since);
  const asked = await send(callOf(user), changes);
  later(since - 2);
  await take(callOf('operator'), asked, 'accept');
  later(since - 5);
  const people = { editor: callOf('jtw-editor'), reviewer: callOf('jtw-reviewer') };
  await judge(people, asked, { ...OPINION, outcome: 'approve', reasons: [] });
  for (const signer of [user, 'jtw-reviewer']) await signAgreementAs(services, accounts, signer);
  if (services.profile.agreementExaminedBy !== null) await letPass(callOf('authority'));
}

/** The newest agreement that waits for the authority (`cq-3`). */
async function letPass(call: Call): Promise<void> {
  const { items } = await callOperation(call, listAgreements, { state: 'examining', limit: 1 });
  for (const { id } of items) await callOperation(call, stepAgreement, { id, event: 'pass', reasons: [] });
}

const callsOf =
  (services: Services, actors: Actors) =>
  (user: string): Call => {
    const actor = actors.get(user);
    if (!actor) throw new Error(`the demonstration has no ${user}`);
    return systemCall(services, actor);
  };

const reportMisuse = (services: Services): Promise<unknown> =>
  callOperation(systemCall(services, VISITOR), reportMisconduct, {
    ...{ dataset: '', dataUser: '某停车应用（演示）', link: '' },
    words: '某停车应用把泊位数据转卖给别的公司，网页上有报价。',
  });

function partOf({ parts: [part] }: ApplicationView) {
  if (!part) throw new Error('an application of the demonstration has no part');
  return part;
}

const narrower = (application: ApplicationView): Opinion => {
  const { terms } = partOf(application);
  return { ...OPINION, terms: { ...terms, fields: terms.fields.slice(0, 2) } };
};

async function begin(call: Call): Promise<ApplicationView> {
  const { items } = await callOperation(call, listDatasets, { q: NAME, limit: 1 });
  const [dataset] = items;
  if (!dataset) throw new Error(`the demonstration has no ${NAME}`);
  return callOperation(call, createApplication, { datasets: [dataset.id] });
}

async function send(call: Call, changes: Partial<ApplicationContent>): Promise<ApplicationView> {
  const draft = await begin(call);
  const { id, revision, parts } = draft;
  const materialIds: string[] = [];
  for (const kind of partOf(draft).materials) {
    const material = { kind, fileName: `${kind}.pdf`, validUntil: null, content: PDF };
    materialIds.push((await callOperation(call, addMaterial, material)).id);
  }
  const saved = await callOperation(call, saveApplication, {
    ...{ id, revision, ...CONTENT, ...changes, materialIds },
    parts: parts.map(({ dataset, terms }) => ({
      datasetId: dataset.id,
      terms: { ...terms, system: '停车导航小程序', callsPerDay: 2000 },
    })),
  });
  await take(call, saved, 'submit');
  return saved;
}

const take = (call: Call, { id }: ApplicationView, event: 'submit' | 'accept'): Promise<unknown> =>
  callOperation(call, stepApplication, { id, event, reasons: [] });

async function judge(
  { editor, reviewer }: { editor: Call; reviewer: Call },
  application: ApplicationView,
  opinion: Opinion,
): Promise<void> {
  const { id } = partOf(application);
  await callOperation(editor, prepareOpinion, { id, ...opinion });
  await callOperation(reviewer, stepApplicationPart, { id, event: opinion.outcome, reasons: [] });
}
