import type { Cited } from './cited.ts';
import { XIZE } from './xize.ts';

/** The provisions that the code rests on: id → where it stands and what it says in one line. */
export const PROVISIONS = {
  ...XIZE,
  zb2019: {
    zh: '《上海市公共数据开放暂行办法》',
    en: 'Interim Measures on opening public data (2019)',
    gist: {
      zh: '通过共享等手段获取的公共数据不纳入本单位的开放清单',
      en: 'Data got by sharing is not on the list of the body that got it',
    },
  },
  'cq-main-4': {
    zh: '重庆市公共数据开放管理暂行办法解读，主要内容（四）',
    en: 'Chongqing Interim Measures, main content 4',
    gist: {
      zh: '应对突发事件需要的特殊情况下的数据开放模式',
      en: 'Data is opened in a way of its own when an incident demands it',
    },
  },
  'cq-3': {
    zh: '重庆市公共数据开放管理暂行办法解读，特点三',
    en: 'Chongqing Interim Measures, feature 3',
    gist: {
      zh: '协议经主管部门审查后开放数据',
      en: 'The authority examines the agreement before the data is opened',
    },
  },
  'guide2020-1': {
    zh: '开放平台操作指南（2020）原则 1',
    en: 'Guide to the platform 2020, 1',
    gist: { zh: '自然人实名认证', en: 'Persons are known by their real names' },
  },
  'guide2020-2': {
    zh: '开放平台操作指南（2020）原则 2',
    en: 'Guide to the platform 2020, 2',
    gist: {
      zh: '法人用法人一证通登录，或者提交基本信息和证照，经审核认证',
      en: 'Organisations sign in by corporate certificate, or by documents that are reviewed',
    },
  },
  'guide2020-3': {
    zh: '开放平台操作指南（2020）原则 3',
    en: 'Guide to the platform 2020, 3',
    gist: { zh: '不同认证等级有不同功能权限', en: 'Each assurance level opens functions of its own' },
  },
  'plan2023-1': {
    zh: '2023 年度重点工作安排第一项',
    en: 'Plan of work 2023, 1',
    gist: {
      zh: '有条件开放申请 5 个工作日内答复；服务中小微企业和个人研究者',
      en: 'Answers within 5 working days; services for small firms and individual researchers',
    },
  },
  'guide2020-5': {
    zh: '开放平台操作指南（2020）原则 5',
    en: 'Guide to the platform 2020, 5',
    gist: { zh: '主动反馈数据利用情况，履行协议义务', en: 'Report on use unasked and keep the agreement' },
  },
  'guide2020-6': {
    zh: '开放平台操作指南（2020）原则 6',
    en: 'Guide to the platform 2020, 6',
    gist: {
      zh: '配合监督检查，解释加工逻辑，保证中间数据安全',
      en: 'Support checks, explain processing, keep intermediate data safe',
    },
  },
  'guide2020-7': {
    zh: '开放平台操作指南（2020）原则 7',
    en: 'Guide to the platform 2020, 7',
    gist: { zh: '敏感数据加密、泛化、脱敏脱密', en: 'Sensitive data is encrypted, generalised, masked' },
  },
  'guide2020-8': {
    zh: '开放平台操作指南（2020）原则 8',
    en: 'Guide to the platform 2020, 8',
    gist: { zh: '主动提交数据安全监管方案', en: 'Submit a plan of security supervision' },
  },
  'plan2023-2.3': {
    zh: '2023 年度重点工作安排第二（三）项',
    en: 'Plan of work 2023, 2.3',
    gist: {
      zh: '编目开放属性与开放清单一致，标为开放的都有清单、有数据',
      en: 'Openness in the catalogue and the open list agree; what is declared open is listed and has data',
    },
  },
  'plan2023-2.4': {
    zh: '2023 年度重点工作安排第二（四）项',
    en: 'Plan of work 2023, 2.4',
    gist: {
      zh: '重点场景、先锋企业和示范单位的需求一次性审核通过，告知承诺加过程监督',
      en: 'Listed scenarios, pioneer firms and model units: one review, notice and commitment, closer supervision',
    },
  },
  'plan2023-3.2': {
    zh: '2023 年度重点工作安排第三（二）项',
    en: 'Plan of work 2023, 3.2',
    gist: {
      zh: '面向市场主体，研究基于综合库的数据查询服务',
      en: 'Services to firms that look up data in the comprehensive registers',
    },
  },
  'plan2023-3.4': {
    zh: '2023 年度重点工作安排第三（四）项',
    en: 'Plan of work 2023, 3.4',
    gist: {
      zh: '个人数据经本人授权后向商业机构开放，坚持个人授权的原则',
      en: 'Personal data is opened to firms only where the person has given consent',
    },
  },
  'plan2023-3.5': {
    zh: '2023 年度重点工作安排第三（五）项',
    en: 'Plan of work 2023, 3.5',
    gist: {
      zh: '支持市民查询、追溯本人的记录',
      en: 'People look up and trace their own records',
    },
  },
  guide2020: {
    zh: '开放平台操作指南（2020）',
    en: 'Platform guide (2020)',
    gist: {
      zh: '加密、去标识、说明处理过程、安全监管方案等义务',
      en: 'Duties: encrypt, mask, explain processing, plan of supervision',
    },
  },
  grading2019: {
    zh: '分级分类指南（试行，2019）',
    en: 'Grading guideline (2019)',
    gist: {
      zh: '涉及国家秘密的数据按保密规定管理，不纳入公共数据开放范围',
      en: 'State secrets are outside the opening of public data',
    },
  },
} as const satisfies Cited;

export type Provision = keyof typeof PROVISIONS;
