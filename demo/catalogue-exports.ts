import {
  sendCataloguePart,
  startCatalogueImport,
  stepCatalogueImport,
} from '../rules/catalogue/catalogue-imports.operations.ts';
import { callOperation } from '../server/call-operation.ts';
import type { Services } from '../server/context.ts';
import { compareImport, takeImport } from '../server/features/catalogue-imports/index.ts';
import { systemCall } from '../server/system-call.ts';
import type { Actors } from './city.ts';

type Line = Readonly<Record<string, string>>;

const line = (number: number, cells: Line): Line => ({
  数据集ID: `OLD${String(number).padStart(4, '0')}`,
  数据资源提供部门: '市交通委（演示）',
  数据领域: '道路交通',
  开放属性: '不开放',
  数据资源状态: '未发布',
  更新频率: '每年',
  首次发布日期: '2024-03-01 09:00:00',
  最近更新日期: '2025-03-01 09:00:00',
  spatial_scope: '本市',
  time_scope: '2023年-2025年',
  ...cells,
});

/** What the city's former platform had: kept in the catalogue, on no list. */
const FORMER: readonly Line[] = [
  line(1, {
    数据资源名称: '机动车维修企业经营状况调查',
    数据资源内容描述: '一行一家企业，含营业收入与从业人数，逐户填报。',
    field_names: 'qymc;yysr;cyrs;企业名称;营业收入;从业人数',
  }),
  line(2, {
    数据资源名称: '道路运输从业人员违章处理记录',
    数据资源内容描述: '一行一次处理，含姓名、证件号码与处理结果。',
    field_names: '姓名;证件号码;违章日期;处理结果',
  }),
  line(3, {
    数据资源名称: '公交专用道电子警察点位设计图',
    数据资源内容描述: '在建点位的设计图目录，随工程更新。',
    field_names: '编号;点位;图号',
  }),
];

/** What it exported since: two rows say otherwise, one is gone, two are new and lack much of what a list must say. */
const NEWER: readonly Line[] = [
  {
    ...FORMER[0],
    更新频率: '每半年',
    数据资源内容描述: '一行一家企业，含营业收入、从业人数与设备数，逐户填报。',
  },
  { ...FORMER[1], field_names: '姓名;证件号码;违章日期;处理结果;处理机关' },
  line(4, {
    数据资源名称: '公园绿地名录',
    数据资源提供部门: '市公园管理中心（演示）',
    数据领域: '资源环境',
    开放属性: '无条件开放',
    数据资源状态: '已发布',
    数据资源内容描述: '全市公园绿地，一行一处，含名称、地址与面积。',
    field_names: 'gymc;dz;area_sqm;公园名称;地址;面积',
  }),
  line(5, {
    数据资源名称: '游园人次',
    数据资源提供部门: '市公园管理中心（演示）',
    数据领域: '资源环境',
    开放属性: '有条件开放',
    开放条件: '仅限研究使用&&注明来源',
    数据资源状态: '已发布',
    更新频率: '每天',
    数据资源内容描述: '各公园每日人次。',
    time_scope: '-',
    field_names: 'gybh;rq;rc',
  }),
];

function csvOf(lines: readonly Line[]): Buffer {
  const headers = [...new Set(lines.flatMap((each) => Object.keys(each)))];
  const rows = [headers, ...lines.map((each) => headers.map((header) => each[header] ?? ''))];
  return Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));
}

async function send(
  story: Services,
  actors: Actors,
  fileName: string,
  lines: readonly Line[],
): Promise<string> {
  const call = systemCall(story, operatorOf(actors));
  const content = csvOf(lines);
  const { id } = await callOperation(call, startCatalogueImport, { fileName, bytes: content.length });
  await callOperation(call, sendCataloguePart, { id, offset: 0, content: content.toString('base64') });
  await compareImport(story, id);
  return id;
}

function operatorOf(actors: Actors) {
  const operator = actors.get('operator');
  if (!operator) throw new Error('the demonstration has no operator');
  return operator;
}

/** The operator has taken the former platform's catalogue over; a newer export of it waits for a decision. */
export async function importCatalogues(story: Services, actors: Actors): Promise<void> {
  const id = await send(story, actors, '原平台目录.csv', FORMER);
  await callOperation(systemCall(story, operatorOf(actors)), stepCatalogueImport, { id, event: 'take' });
  await takeImport(story, id);
  await send(story, actors, '原平台目录（新）.csv', NEWER);
}
