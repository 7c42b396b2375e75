import type { ApplicationContent } from '../application.schema.ts';

/** All that the form asks for. */
export const CONTENT: ApplicationContent = {
  scenarioKind: 'scientific-research',
  scenario: '研究泊位利用率',
  purpose: '写一篇论文',
  publicBenefit: '减少找车位的时间',
  replicability: '方法公开',
  safeguards: ['加密存放'],
  people: ['张三 研究员'],
  supervisionPlan: '每季度自查一次',
  commitments: ['cite-source', 'accept-checks', 'keep-logs', 'lawful-use', 'not-listed', 'protect-data'],
  reportEveryMonths: 6,
  materialIds: [],
};
