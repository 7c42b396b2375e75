import type { AgreementFacts } from '../agreement-facts.ts';

const same = (words: string) => ({ 'zh-CN': words, en: words });

/** Facts of an agreement in which every part says something. */
export const someFacts = (): AgreementFacts => ({
  code: 'XY-2026-000001',
  part: {
    partId: '00000000-0000-7000-8000-000000000001',
    applicationId: '00000000-0000-7000-8000-000000000002',
    applicationCode: 'SQ-2026-000001',
    dataset: {
      id: '00000000-0000-7000-8000-000000000003',
      code: 'SH-JTW-000001',
      name: '公共停车场空余车位',
    },
    bodyId: '00000000-0000-7000-8000-000000000004',
    ownerId: '00000000-0000-7000-8000-000000000005',
    organisationId: '00000000-0000-7000-8000-000000000006',
    scenario: '公共停车场的错峰共享',
    purpose: '向车主推荐附近有空位的停车场。',
    terms: {
      fields: ['停车场编号', '空余车位'],
      where: '区 = “黄浦区”',
      callsPerDay: 500,
      callsPerMinute: 20,
      rowsInAll: 100_000,
      addresses: ['203.0.113.0/24'],
      system: '停车诱导平台',
      from: '2026-12-01',
      until: '2027-11-30',
    },
    safeguards: ['数据分区存放'],
    reportEveryMonths: 6,
    conditions: [{ family: 'credit', kind: 'not-listed', text: '未被列入失信被执行人', values: [] }],
    approvedBy: [],
  },
  publisher: { code: 'JTW', name: '市交通委' },
  user: {
    kind: 'organisation',
    id: '00000000-0000-7000-8000-000000000006',
    name: '泊位科技有限公司',
    creditCode: '91310000MA1FL0000X',
  },
  platform: { 'zh-CN': '上海市公共数据开放平台', en: 'Shanghai Public Data' },
  authority: { 'zh-CN': '市数据局', en: 'Municipal Data Bureau' },
  offeredAt: '2026-11-23T02:00:00.000Z',
  graded: {
    levels: { person: 'A2' },
    concerns: ['person'],
    safeguards: [same('访问留痕')],
    supervision: [same('接受定期和不定期抽查')],
  },
  isExamined: false,
  replaces: null,
});
