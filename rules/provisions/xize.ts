import type { Cited } from './cited.ts';

/** 《上海市公共数据开放实施细则》 of 2022, by article and item. */
export const XIZE = {
  'xz-5': {
    zh: '实施细则第五条',
    en: 'Rules, art. 5',
    gist: { zh: '各方职责分工', en: 'Who is responsible for what' },
  },
  'xz-9': {
    zh: '实施细则第九条',
    en: 'Rules, art. 9',
    gist: {
      zh: '开放清单的要素与目录挂接',
      en: 'Elements of the open list and its binding to the catalogue',
    },
  },
  'xz-9-1': {
    zh: '实施细则第九条第（一）项',
    en: 'Rules, art. 9(1)',
    gist: {
      zh: '名称简明，展现关键字段、时间与地域范围，与相似数据集有明显区分',
      en: 'A concise name that shows key fields, time and area, clearly unlike its neighbours',
    },
  },
  'xz-9-2': {
    zh: '实施细则第九条第（二）项',
    en: 'Rules, art. 9(2)',
    gist: { zh: '字段有准确说明，不用无说明的缩写', en: 'Fields are described; no unexplained abbreviation' },
  },
  'xz-9-3': {
    zh: '实施细则第九条第（三）项',
    en: 'Rules, art. 9(3)',
    gist: { zh: '通用格式，优先实时接口', en: 'Open formats, live interfaces preferred' },
  },
  'xz-9-4': {
    zh: '实施细则第九条第（四）项',
    en: 'Rules, art. 9(4)',
    gist: { zh: '明确开放类型和条件', en: 'Class and conditions are stated' },
  },
  'xz-9-5': {
    zh: '实施细则第九条第（五）项',
    en: 'Rules, art. 9(5)',
    gist: { zh: '更新频率与产生频率相当', en: 'Update frequency matches how often data arises' },
  },
  'xz-9-6': {
    zh: '实施细则第九条第（六）项',
    en: 'Rules, art. 9(6)',
    gist: { zh: '说明时间、地理等关联关系', en: 'Relations in time and place are stated' },
  },
  'xz-10': {
    zh: '实施细则第十条',
    en: 'Rules, art. 10',
    gist: { zh: '每年评估并动态调整清单', en: 'The list is reviewed and adjusted every year' },
  },
  'xz-10-1': {
    zh: '实施细则第十条第（一）项',
    en: 'Rules, art. 10(1)',
    gist: { zh: '不再更新的数据转为静态继续开放', en: 'Data no longer updated stays open as static' },
  },
  'xz-10-3': {
    zh: '实施细则第十条第（三）项',
    en: 'Rules, art. 10(3)',
    gist: {
      zh: '日常工作中形成、无信息系统支撑的数据，可以列入清单',
      en: 'Data of daily work without a system can be listed',
    },
  },
  'xz-10-4': {
    zh: '实施细则第十条第（四）项',
    en: 'Rules, art. 10(4)',
    gist: { zh: '信息公开中的数据可以列入清单', en: 'Data of information disclosure can be listed' },
  },
  'xz-11': {
    zh: '实施细则第十一条',
    en: 'Rules, art. 11',
    gist: {
      zh: '清单调整以工单提交，四种情形退回',
      en: 'List changes go by work order and are returned on four grounds',
    },
  },
  'xz-11-1': {
    zh: '实施细则第十一条第（一）项',
    en: 'Rules, art. 11(1)',
    gist: { zh: '无合理理由调整', en: 'No good reason' },
  },
  'xz-11-2': {
    zh: '实施细则第十一条第（二）项',
    en: 'Rules, art. 11(2)',
    gist: { zh: '提供信息不全', en: 'Incomplete' },
  },
  'xz-11-3': {
    zh: '实施细则第十一条第（三）项',
    en: 'Rules, art. 11(3)',
    gist: { zh: '不符合分级分类规则', en: 'Against the grading rules' },
  },
  'xz-11-4': {
    zh: '实施细则第十一条第（四）项',
    en: 'Rules, art. 11(4)',
    gist: { zh: '其他不符合要求的情形', en: 'Other' },
  },
  'xz-13': {
    zh: '实施细则第十三条',
    en: 'Rules, art. 13',
    gist: { zh: '分级分类指南', en: 'The grading guideline' },
  },
  'xz-14': {
    zh: '实施细则第十四条',
    en: 'Rules, art. 14',
    gist: { zh: '按级别的组合划入三类开放', en: 'The combination of levels decides the class' },
  },
  'xz-14-1': {
    zh: '实施细则第十四条第（一）项',
    en: 'Rules, art. 14(1)',
    gist: {
      zh: '涉及个人信息、商业秘密等列入非开放类',
      en: 'Personal information and trade secrets are closed',
    },
  },
  'xz-14-2': {
    zh: '实施细则第十四条第（二）项',
    en: 'Rules, art. 14(2)',
    gist: {
      zh: '安全与处理要求高、时效强或持续获取的列入有条件开放类',
      en: 'High demand on security, timeliness or continuous supply is conditional',
    },
  },
  'xz-14-3': {
    zh: '实施细则第十四条第（三）项',
    en: 'Rules, art. 14(3)',
    gist: { zh: '其他列入无条件开放类', en: 'All other data is unconditional' },
  },
  'xz-15': {
    zh: '实施细则第十五条',
    en: 'Rules, art. 15',
    gist: { zh: '开放条件与风险相匹配并公布', en: 'Conditions match the risk and are published' },
  },
  'xz-15-1': {
    zh: '实施细则第十五条第（一）项',
    en: 'Rules, art. 15(1)',
    gist: { zh: '开放条件：应用场景要求', en: 'Conditions: Scenarios of use' },
  },
  'xz-15-2': {
    zh: '实施细则第十五条第（二）项',
    en: 'Rules, art. 15(2)',
    gist: { zh: '开放条件：数据安全要求', en: 'Conditions: Data security' },
  },
  'xz-15-3': {
    zh: '实施细则第十五条第（三）项',
    en: 'Rules, art. 15(3)',
    gist: { zh: '开放条件：数据利用反馈要求', en: 'Conditions: Reporting on use' },
  },
  'xz-15-4': {
    zh: '实施细则第十五条第（四）项',
    en: 'Rules, art. 15(4)',
    gist: { zh: '开放条件：技术能力要求', en: 'Conditions: Technical capability' },
  },
  'xz-15-5': {
    zh: '实施细则第十五条第（五）项',
    en: 'Rules, art. 15(5)',
    gist: { zh: '开放条件：信用要求', en: 'Conditions: Credit standing' },
  },
  'xz-15-6': {
    zh: '实施细则第十五条第（六）项',
    en: 'Rules, art. 15(6)',
    gist: { zh: '开放条件：其他合理的开放条件', en: 'Conditions: Other reasonable conditions' },
  },
  'xz-16': { zh: '实施细则第十六条', en: 'Rules, art. 16', gist: { zh: '数据质量提升', en: 'Data quality' } },
  'xz-16-1': {
    zh: '实施细则第十六条第（一）项',
    en: 'Rules, art. 16(1)',
    gist: {
      zh: '开放前校对核验，无错值、空值、重复',
      en: 'Checked before opening: no errors, empties, duplicates',
    },
  },
  'xz-16-2': {
    zh: '实施细则第十六条第（二）项',
    en: 'Rules, art. 16(2)',
    gist: {
      zh: '优化格式、开发实时接口、整合零散数据，提高可用性',
      en: 'Better formats, live interfaces and joined-up data make data usable',
    },
  },
  'xz-17': {
    zh: '实施细则第十七条',
    en: 'Rules, art. 17',
    gist: {
      zh: '无条件开放数据直接获取，无须注册、申请',
      en: 'Unconditional data is taken without registration or application',
    },
  },
  'xz-18': {
    zh: '实施细则第十八条',
    en: 'Rules, art. 18',
    gist: { zh: '有条件开放数据列明申请材料', en: 'Required materials for conditional data are listed' },
  },
  'xz-19': {
    zh: '实施细则第十九条',
    en: 'Rules, art. 19',
    gist: {
      zh: '材料齐全的予以受理并转工单，10 个工作日内完成审核，理由一次性告知',
      en: 'What is complete is accepted as a work order and reviewed within 10 working days; all reasons at once',
    },
  },
  'xz-21': {
    zh: '实施细则第二十一条',
    en: 'Rules, art. 21',
    gist: { zh: '数据交付通过开放平台进行', en: 'Delivery goes through the platform' },
  },
  'xz-19-1': {
    zh: '实施细则第十九条第（一）项',
    en: 'Rules, art. 19(1)',
    gist: { zh: '平等对待各类申请主体', en: 'All applicants are treated alike' },
  },
  'xz-19-2': {
    zh: '实施细则第十九条第（二）项',
    en: 'Rules, art. 19(2)',
    gist: {
      zh: '对民生和经济有益、可复制推广的场景优先支持',
      en: 'Scenarios of public benefit that others can copy come first',
    },
  },
  'xz-19-3': {
    zh: '实施细则第十九条第（三）项',
    en: 'Rules, art. 19(3)',
    gist: {
      zh: '评估多源融合风险，一次性大规模申请可以组织专家评审',
      en: 'The risk of joining sources is weighed; experts may be heard on large requests',
    },
  },
  'xz-20': {
    zh: '实施细则第二十条',
    en: 'Rules, art. 20',
    gist: {
      zh: '审核通过后通过开放平台签署数据利用协议',
      en: 'What is approved is agreed on the platform: an agreement on the use of the data',
    },
  },
  'xz-23': {
    zh: '实施细则第二十三条',
    en: 'Rules, art. 23',
    gist: {
      zh: '信息系统规划时做好开放方案，目录和清单编制完才能验收',
      en: 'Systems are planned with an open-data scheme and accepted only with catalogue and list',
    },
  },
  'xz-25-1': {
    zh: '实施细则第二十五条第（一）项',
    en: 'Rules, art. 25(1)',
    gist: { zh: '归集、治理、清单编制、分级分类等功能', en: 'Functions for publishers' },
  },
  'xz-25-3': {
    zh: '实施细则第二十五条第（三）项',
    en: 'Rules, art. 25(3)',
    gist: { zh: '查询、预览、注册登记、数据获取等功能', en: 'Functions for data users' },
  },
  'xz-25-5': {
    zh: '实施细则第二十五条第（五）项',
    en: 'Rules, art. 25(5)',
    gist: { zh: '开放和利用行为全程记录', en: 'Opening and use are recorded throughout' },
  },
  'xz-25-7': {
    zh: '实施细则第二十五条第（七）项',
    en: 'Rules, art. 25(7)',
    gist: { zh: '安全保护体系', en: 'Protection' },
  },
  'xz-26': {
    zh: '实施细则第二十六条',
    en: 'Rules, art. 26',
    gist: { zh: '透明、可审计、可追溯的全过程管理', en: 'Transparent, auditable, traceable management' },
  },
  'xz-30': {
    zh: '实施细则第三十条',
    en: 'Rules, art. 30',
    gist: {
      zh: '跟踪有条件开放数据的利用，防范恶意调用',
      en: 'Use of conditional data is followed; malicious calls are stopped',
    },
  },
  'xz-29': {
    zh: '实施细则第二十九条',
    en: 'Rules, art. 29',
    gist: { zh: '数据利用情况的跟踪：反馈、抽查', en: 'Use is followed: reports and spot checks' },
  },
  'xz-31': {
    zh: '实施细则第三十一条',
    en: 'Rules, art. 31',
    gist: { zh: '权益保护：中止、撤回、恢复', en: 'Rights: suspend, withdraw, resume' },
  },
  'xz-32': {
    zh: '实施细则第三十二条',
    en: 'Rules, art. 32',
    gist: {
      zh: '违法违规利用的记录与限制、关闭权限',
      en: 'Misuse is recorded; access is restricted or closed',
    },
  },
  'xz-32-1': {
    zh: '实施细则第三十二条第（一）项',
    en: 'Rules, art. 32(1)',
    gist: { zh: '违反开放平台管理制度', en: 'Against the rules of the platform' },
  },
  'xz-32-2': {
    zh: '实施细则第三十二条第（二）项',
    en: 'Rules, art. 32(2)',
    gist: { zh: '采用非法手段获取公共数据', en: 'Data obtained by unlawful means' },
  },
  'xz-32-3': {
    zh: '实施细则第三十二条第（三）项',
    en: 'Rules, art. 32(3)',
    gist: {
      zh: '侵犯商业秘密、个人隐私等他人合法权益',
      en: 'Trade secrets, privacy or other rights of others infringed',
    },
  },
  'xz-32-4': {
    zh: '实施细则第三十二条第（四）项',
    en: 'Rules, art. 32(4)',
    gist: {
      zh: '超出数据利用协议限制的应用场景使用公共数据',
      en: 'Data used beyond the scenario of the agreement',
    },
  },
  'xz-32-5': {
    zh: '实施细则第三十二条第（五）项',
    en: 'Rules, art. 32(5)',
    gist: {
      zh: '违反法律、法规、规章和数据利用协议的其他行为',
      en: 'Other acts against the law or the agreement',
    },
  },
  'xz-36': {
    zh: '实施细则第三十六条',
    en: 'Rules, art. 36',
    gist: { zh: '安全管理', en: 'Security management' },
  },
} as const satisfies Cited;
