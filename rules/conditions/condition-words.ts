import type { TermValue } from './condition.schema.ts';
import type { Sign } from './sign.ts';

/** Codes, each by the words that tell it; in this order, and a word is used up by the first code that it tells. */
export type ValueTable = readonly (readonly [TermValue, readonly Sign[]])[];

/** Parts that forbid: what they name is not asked for. */
export const FORBIDDING: readonly Sign[] = [
  '不得',
  '不能',
  '不可',
  '不允许',
  '不支持',
  '不对',
  '不向',
  '不面向',
  '不超范围',
  '不超出',
  '不出境',
  '不提供',
  '禁止',
  '严禁',
  '非商业用途',
];

const whole = (text: string): Sign => `^${text}$`;

/** Parts that only repeat the class of opening: the whole part, nothing less. */
export const RESTATEMENTS: readonly Sign[] = [
  '无',
  '无条件',
  '无条件开放',
  '1无条件开放',
  '无条件共享',
  '有条件',
  '有条件开放',
  '有条件开发',
  '有条件共享',
  '依申请开放清单',
  '默认条件',
  '定向开放',
  '满足开放条件即可开放',
].map(whole);

export const USES: ValueTable = [
  ['own-business', ['自身业务范围']],
  ['scientific-research', ['科学研究', '课题研究', '调研', ['研究', '使用$'], ['研究', '应用$']]],
  ['consulting-report', ['咨询报告']],
  ['business-support', ['业务支撑', '业务运营支撑']],
  ['approved-scenario', ['授权的场景', '申请场景', '业务使用场景', ['审核', '场景']]],
];

export const FORBIDDEN_USES: ValueTable = [
  ['personal-mining', ['个人敏感', '个人信息挖掘', ['敏感信息', '查询']]],
  ['company-mining', ['企业敏感']],
  ['re-identification', ['还原个人', '识别个人']],
  ['publishing-about-organisations', ['发布新闻', '具体组织']],
  ['query-service', ['查询服务']],
  ['passing-on', ['第三方', '其他自然人', '向他人', '转让', '对外提供数据', '转给']],
  ['commercial', ['商业', '商用', '营利']],
  ['beyond-scope', ['不超范围', '不超出', '超出申请', '超出范围']],
  ['competition', ['竞争分析']],
  ['raw-publication', ['公开发布原始']],
];

export const WHO: ValueTable = [
  [
    'government',
    [
      '政府部门',
      '委办局',
      '职责的部门',
      '业务条线',
      '条线',
      '内部机构',
      '纪委',
      '人社局',
      '就促中心',
      '建管委',
      '部门共享',
    ],
  ],
  ['institution', ['企事业单位', '事业单位', '下属单位']],
  ['social-organisation', ['社会团体', '非法人组织', '社会组织']],
  ['financial', ['金融机构']],
  ['research', ['科研机构', '科研院所', '科研部门', '高校', '学校', '实验室']],
  ['with-legal-duty', ['法定职责']],
  ['certified', ['安全资质']],
  ['domestic-company', ['境内企业']],
  ['company', ['企业', '其他法人']],
  ['individual', ['个人']],
  ['public', ['面向社会', '向社会']],
  ['sector-body', ['主体开放', '农业主体', '相关单位', '相关行业']],
];

export const TO_STATE = ['说明', '描述', '明确', '列明', '注明', '提供'];
export const STATED = ['用途', '场景', '使用范围', '业务范围', '使用期限', '获取方式', '需求'];
