/** What can be seen in a field that speaks for a level: by its name, its description or its contents. */
export const SIGN_KINDS = [
  'person-name',
  'id-number',
  'phone',
  'home-address',
  'bank-card',
  'e-mail',
  'plate-number',
  'ip-address',
  'personal-trait',
  'masked-personal',
  'company-code',
  'business-figures',
  'trade-secret',
  'sensitive-site',
  'secrecy-mark',
] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** What the words of a name or description give away. `not` takes back what looks alike and is harmless. */
export interface NameSign {
  kind: SignKind;
  words: RegExp;
  not?: RegExp;
}

/** Data, in the order in which they are told; a field can show several. */
export const NAME_SIGNS: readonly NameSign[] = [
  {
    kind: 'person-name',
    words:
      /姓名|(?:申请|来访|联系|经办|负责|投诉|举报|当事|监护|法定代表|代理|申报|参保|缴费|持证|驾驶)人(?!数|次|口|员数)|法人代表|户主|业主(?!单位)|学生(?!数|人数)|患者(?!数|人数)|(?:^|_)(?:xm|person_?name|full_?name)(?:$|_)/i,
    not: /单位名|机构名|企业名|公司名|电话|号码|类型|类别|数量|人数|地址|单位$|联系人数/,
  },
  {
    kind: 'id-number',
    words: /身份证|公民身份|护照号|居住证号|社会保障号|(?:^|_)(?:sfzh?|id_?card|id_?no)(?:$|_)/i,
  },
  {
    kind: 'phone',
    words: /手机|移动电话|联系电话|联系方式|(?:^|_)(?:mobile|cell_?phone|sjh)(?:$|_)/i,
    not: /咨询|服务电话|办公|监督|投诉电话|值班|热线|传真/,
  },
  {
    kind: 'home-address',
    words: /家庭住址|家庭地址|住址|户籍地|居住地址|居住地|现住|收件地址/,
    not: /注册|机构|单位|办公|经营|场所/,
  },
  {
    kind: 'bank-card',
    words: /银行卡|银行账[户号]|卡号|收款账[户号]|(?:^|_)(?:bank_?card|card_?(?:no|number|id))(?:$|_)/i,
  },
  {
    kind: 'e-mail',
    words: /电子邮[箱件]|邮箱|(?:^|_)e?_?mail(?:$|_)/i,
    not: /邮编|邮政编码|公开邮箱|监督邮箱/,
  },
  { kind: 'plate-number', words: /车牌|号牌号码|号牌$|(?:^|_)(?:plate_?no|cphm|hphm)(?:$|_)/i },
  { kind: 'ip-address', words: /ip地址|(?:^|_)ip(?:$|_|addr)/i },
  {
    kind: 'personal-trait',
    words:
      /出生日期|出生年月|宗教|民族$|婚姻状况|病历|诊断|疾病|指纹|人脸|基因|政治面貌|犯罪记录|个人收入|工资/,
    not: /人数|比例|占比|率$|平均|汇总|统计/,
  },
  {
    kind: 'company-code',
    words: /统一社会信用代码|组织机构代码|工商注册号|(?:^|_)(?:uscc|tyshxydm)(?:$|_)/i,
  },
  {
    kind: 'trade-secret',
    words:
      /商业秘密|配方|工艺参数|技术秘密|客户名单|客户清单|供应商名单|投标报价|标底|进货价|采购价|成本价|报价明细|源代码/,
  },
  {
    kind: 'business-figures',
    words: /营业收入|销售额|销售收入|利润|成本|订单|合同金额|纳税额|用电量|用水量|用气量|产量|库存|保密商务/,
    not: /汇总|合计|行业|全市|全区|平均|指数/,
  },
  {
    kind: 'sensitive-site',
    words: /监测读数|应力|管网|管线|变电站|水源地|取水口|危险源|危化品|剧毒|爆炸物|军事|监控点位|摄像头/,
  },
];

/** Words that only a note of secrecy has: in a file they are flagged, and a person looks (`grading2019`). */
export interface SecrecyTerm {
  code: 'state-secret' | 'internal' | 'trade-secret';
  words: RegExp;
}
export const SECRECY_TERMS: readonly SecrecyTerm[] = [
  {
    code: 'state-secret',
    words:
      /(?:绝密|机密|秘密)\s*[★☆*＊]\s*(?:长期|\d+\s*(?:年|个月|月))?|(?:绝密|机密|秘密)级|国家秘密|涉密(?:文件|信息|数据|资料|人员|单位|岗位)|^(?:绝密|机密|秘密)$/,
  },
  {
    code: 'internal',
    words:
      /内部资料|内部文件|内部使用|内部掌握|内部参考|仅供内部|不得外传|不得公开|禁止外传|严禁外传|妥善保管|阅后即焚|工作秘密/,
  },
  { code: 'trade-secret', words: /商业秘密|商密|保密商务信息|技术秘密/ },
];
