import {
  FORBIDDEN_USES,
  FORBIDDING,
  STATED,
  TO_STATE,
  USES,
  WHO,
  type ValueTable,
} from './condition-words.ts';
import type { TermKind, TermValue } from './condition.schema.ts';
import { pairs, type Sign } from './sign.ts';

/** How a part of a text says a term. */
export interface TermPattern {
  kind: TermKind;
  /** Any of these says it … */
  says: readonly Sign[];
  /** … unless one of these stands there too. */
  unless?: readonly Sign[];
  /** What it asks for. */
  values?: ValueTable;
  /** The code of what the text names in words of its own. */
  otherwise?: TermValue;
  /** It is said only together with one of its values. */
  valued?: boolean;
  /** A part that forbids can say it as well. */
  always?: boolean;
}

/** In the order in which a part's terms are told: by family, as `xz-15` lists them. */
export const TERM_PATTERNS: readonly TermPattern[] = [
  {
    kind: 'scenario-allowed',
    says: [
      ...USES.flatMap(([, signs]) => signs),
      '用于',
      '政府业务办理',
      '条件下使用',
      '工作场景使用',
      ['供', '业务', '使用$'],
      ['供', '管理使用'],
      ['供', '研究时使用'],
      ['供', '业务条线'],
      ['限', '监管使用'],
      ['针对', '场景'],
      ['对涉及', '开放'],
      ['如有', '相关', '可'],
      ['业务范围', '包括'],
      ['业务范围涉及', '申请'],
      '^查询',
    ],
    unless: ['委办局', '卫健条线', '实验室使用', '查询自身'],
    values: USES,
    otherwise: 'named-scenario',
  },
  {
    kind: 'scenario-forbidden',
    says: FORBIDDING,
    unless: ['批量', '列入', '失信', ['不对', '开放'], ['不向', '开放'], '不面向', '不提供原始', '不出境'],
    values: FORBIDDEN_USES,
    always: true,
  },
  {
    kind: 'security-capability',
    says: pairs(['数据安全', '安全保护', '安全保障', '安全管理'], ['能力', '体系']),
    values: [
      ['basic', ['基础']],
      ['sound', ['较完善', '完善']],
    ],
  },
  {
    kind: 'security-certificate',
    says: ['等保', '等级保护', 'iso27', '安全认证'],
    values: [
      ['mlps-2', ['等保2级', '等保二级', '二级等保', ['等级保护', '二级'], ['等级保护', '2级']]],
      ['mlps-3', ['等保3级', '等保三级', '三级等保', ['等级保护', '三级'], ['等级保护', '3级']]],
      ['iso-27001', ['iso27']],
    ],
  },
  {
    kind: 'security-maturity',
    says: ['dcmm', 'dsmm', '成熟度'],
    values: [
      ['dcmm', ['dcmm', ['数据管理', '成熟度']]],
      ['dsmm', ['dsmm', ['数据安全', '成熟度']]],
      ['level-1', ['一级', '1级']],
      ['level-2', ['二级', '2级']],
      ['level-3', ['三级', '3级']],
      ['level-4', ['四级', '4级']],
      ['level-5', ['五级', '5级']],
    ],
  },
  {
    kind: 'security-measure',
    says: [
      '安全保护负责人',
      '安全负责人',
      '安全保障方案',
      '安全方案',
      '安全监管方案',
      ['安全', '制度'],
      '安全审查',
      '安全评估',
      '安全保护评估',
      '承诺',
      '不泄露',
      ['满足', '法律法规'],
      ['遵守', '法律法规'],
      ['满足', '安全法'],
      '不出境',
    ],
    values: [
      ['officer', ['负责人']],
      ['plan', ['方案']],
      ['policy', ['制度']],
      ['review', ['审查', '评估']],
      ['commitment', ['承诺', '不泄露']],
      ['lawful-use', ['法律法规', '安全法']],
      ['in-the-country', ['不出境']],
    ],
    always: true,
  },
  {
    kind: 'masking',
    says: ['脱敏', '脱密', '模糊', '去标识', '匿名化'],
    values: [
      ['outcomes', ['成果']],
      ['data', ['脱敏', '脱密', '去标识', '匿名化', '数据']],
    ],
  },
  {
    kind: 'sensitivity-stated',
    says: [['涉及', '个人'], ['含', '个人'], '内部数据', '业务管理数据'],
    values: [
      ['personal', ['个人']],
      ['internal', ['内部数据', '业务管理数据']],
    ],
  },
  {
    kind: 'source-cited',
    says: pairs(['注明', '标明', '标注'], ['来源']),
  },
  {
    kind: 'spot-check',
    says: ['抽查', ['使用情况', '核查']],
    values: [
      ['occasional', ['不定期']],
      ['periodic', ['定期']],
    ],
  },
  {
    kind: 'use-report',
    says: ['利用报告', '使用报告', '成果反馈', '反馈成果'],
    values: [
      ['outcomes', ['成果']],
      ['periodic', ['定期', '每年', '每半年', '每季', '每月']],
    ],
  },
  { kind: 'real-time-logs', says: [['实时', '日志']] },
  { kind: 'access-logged', says: ['访问留痕', ['记录', '保存']] },
  {
    kind: 'technical-capability',
    says: [
      '对接方案',
      '处理能力',
      '处理的能力',
      '技术能力',
      ...pairs(
        ['具备', '具有', '配备', '有'],
        ['设施', '服务器', '算力', '技术人员', '专业人员', '人才', '技术团队'],
      ),
    ],
    unless: ['运行状态'],
    values: [
      ['integration-plan', ['对接方案']],
      ['facilities', ['设施', '服务器', '算力']],
      ['staff', ['人员', '人才', '团队']],
      ['processing', ['处理能力', '处理的能力', '技术能力']],
    ],
  },
  {
    kind: 'not-listed',
    says: ['失信', '经营异常'],
    values: [
      ['serious-violations', ['严重违法失信', '严重违法']],
      ['dishonest-debtors', ['失信被执行', '失信']],
      ['abnormal-operations', ['经营异常']],
    ],
    always: true,
  },
  { kind: 'credit-standing', says: ['信用状况', '信用良好', '良好信用', '无不良', '无违规'], always: true },
  {
    kind: 'application-needed',
    says: [
      ...['依申请', '按需申请', '需申请', '向部门申请', '提交申请', '提出申请', '提出开放申请', '经过申请'],
      ...['申请开放', '申请后', '申请通过', '申请该数据', '申请公开', '依公开申请', '相关申请', '申请协商'],
      ...[
        ['向', '申请'],
        '^申请',
        '申请$',
        '方可申请',
        '有条件开放数据需',
        '合法实际需求',
        '根据申请',
        '根据需求申请',
        '要求申请',
      ],
      ...['^根据需要提出', ['业务需要', '需求'], ['提出', '需求'], ['如有', '需求', '可开放']],
    ],
    unless: ['申请人姓名', '申请使用的', '申请信息表下载', '申请前', '申请场景'],
  },
  {
    kind: 'approval-needed',
    says: [
      '审核',
      '审批',
      '同意',
      '批准',
      '准许',
      '确认',
      '申请通过',
      '^需生态环境局审$',
      ['获得', '授权'],
      '主管部门要求',
    ],
    values: [
      ['data-centre', ['大数据中心']],
      ['rights-holder', ['权属单位', '所有者', '使用者', '相关方']],
      ['department', ['部门', '单位', '局', '街道', '领导', '责任方', '委员会']],
    ],
  },
  {
    kind: 'contact-first',
    says: ['沟通', '协商', '联系'],
    unless: ['联系电话', '联系方式', ['联系', ':']],
  },
  {
    kind: 'statement-needed',
    says: pairs(TO_STATE, STATED),
    unless: ['查询服务'],
    values: [
      ['purpose', ['用途']],
      ['scenario', ['场景']],
      ['scope', ['使用范围', '业务范围']],
      ['period', ['使用期限']],
      ['access-way', ['获取方式']],
      ['need', ['需求']],
    ],
  },
  {
    kind: 'material-needed',
    says: [
      ...['申请材料', '申请函', '来函', '委托函', '授权书', '申请表', '信息表', '基本情况说明'],
      ...[
        ['提供', '联系方式'],
        ['提供', '联系电话'],
        ['提供', '姓名'],
        ['提交', '材料'],
      ],
    ],
    values: [
      ['applicant-details', ['姓名', '联系电话', '基本情况', '联系方式']],
      ['form', ['申请表', '信息表']],
      ['letter', ['申请函', '来函']],
      ['mandate', ['委托函']],
      ['consent', ['授权书']],
    ],
  },
  {
    kind: 'applicant-kind',
    says: [
      ...['^仅', '仅限', '仅对', '仅向', '仅供', '仅可由', '面向', '^限', '提供对象', '开放给', '^可供'],
      ...['机构开展', '部门开展', '^为', '依申请', '单位申请', '金融机构', '可免费使用'],
    ],
    unless: [
      '自身',
      '本人',
      '当事人',
      '核实信息',
      '复核信息',
      '对应企业',
      '管理使用',
      ['用于', '分析'],
      ['用于', '查询'],
    ],
    values: WHO,
    valued: true,
    always: true,
  },
  {
    kind: 'applicant-excluded',
    says: pairs(['不对', '不向', '不面向'], ['开放']),
    values: WHO,
    always: true,
  },
  {
    kind: 'own-data-only',
    says: [
      '本人',
      '自身数据',
      '自身办理',
      '自身填报',
      '当事人',
      '核实信息',
      '复核信息',
      '对应企业',
      '其主体的对应',
    ],
  },
  {
    kind: 'one-key-query',
    says: ['单条', '单次查询', '逐条', '查询条件进行', '不允许批量', '不支持批量', '以接口形式'],
    values: [['interface', ['接口']]],
    always: true,
  },
  {
    kind: 'real-name',
    says: ['实名', '企业认证', '法人认证'],
    values: [
      ['company', ['企业', '法人']],
      ['person', ['个人', '实名认证用户']],
    ],
  },
  { kind: 'agreement-needed', says: pairs(['签署', '签订'], ['协议']) },
  { kind: 'named-system', says: ['协议写明的系统', '指定系统'] },
  {
    kind: 'fields-limited',
    says: ['开放字段', '全量字段', '字段:', ['^开放', '、']],
  },
  {
    kind: 'period-limited',
    says: pairs(['近'], ['年内', '年的', '年数据', '个月']),
  },
  {
    kind: 'withheld',
    says: ['不宜开放', '不予开放', '不予共享', '暂不', '不提供原始'],
    always: true,
  },
  { kind: 'free-of-charge', says: ['免费'], always: true },
];
