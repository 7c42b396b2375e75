import type { OpenClass } from '../datasets/open-class.ts';
import type { GradingGuideline, GuidelineLevel, Text } from './guideline.schema.ts';
import type { SignKind } from './signs.ts';

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

interface Written {
  name: Text;
  examples: Text[];
  conditions?: Text[];
  safeguards?: Text[];
  supervision?: Text[];
  signs?: SignKind[];
}
const level = (code: string, gives: OpenClass, written: Written): GuidelineLevel => ({
  code,
  gives,
  conditions: [],
  safeguards: [],
  supervision: [],
  signs: [],
  ...written,
});

const NO_REIDENTIFICATION = text(
  '不得以任何方式还原个人身份，不得与其他数据拼接识别个人',
  'No attempt to identify persons, alone or by joining with other data',
);
const SYSTEM_NAMED = text('只在协议写明的系统中使用', 'Used only in the system that the agreement names');
const REPORTS = text('每半年提交一次数据利用报告', 'A report of use every half year');
const SPOT_CHECKS = text('接受定期和不定期抽查', 'Spot checks, announced or not');
const ACCESS_LOGGED = text(
  '访问留痕，记录至少保存六个月',
  'Access is logged; logs are kept for six months or more',
);
const NOTHING_SUPPLIED = text('不提供原始数据', 'The data itself is not supplied');
const KEPT_INSIDE = text(
  '由提供机构按内部规定保管，经脱敏处理或权利人同意后重新分级',
  'Kept by the publisher; graded anew after processing or with the consent of those concerned',
);
const YEARLY = text('每年评估一次是否可以开放', 'Whether it can be opened is reviewed every year');

/** The version that a new installation begins with: the project's own, for the seeds hold no city's table of levels. */
export const DEFAULT_GUIDELINE: GradingGuideline = {
  version: '2026-1',
  source: text(
    '细则第十三、十四条给出方法；级别表由本平台拟定，主管部门可以修改。',
    'Articles 13 and 14 give the method; the table of levels is the project’s own and can be changed by the authority.',
  ),
  method: text(
    '先逐个字段定级，同一维度取最严的字段；再按各维度级别的组合确定开放类型，最严的决定。机器只提建议，由人确定并写明依据；审核人复核。涉及国家秘密的，不适用本指南，不得定级、列入清单和开放。',
    'Fields are graded one by one, the strictest of a dimension decides; the levels together give the class, again by the strictest. The machine only proposes; a person decides and says why, a reviewer confirms. State secrets are outside this guideline: never graded, listed or opened.',
  ),
  dimensions: [
    {
      code: 'person',
      basis: 'xz-14-1',
      question: text('是否涉及个人？', 'Does it concern persons?'),
      ofFields: true,
      levels: [
        level('A1', 'unconditional', {
          name: text('不涉及个人', 'No persons'),
          examples: [text('公共厕所位置', 'Public toilets')],
        }),
        level('A2', 'conditional', {
          name: text('经去标识化，不能直接识别个人', 'De-identified persons'),
          examples: [
            text('分时段客流', 'Passenger flows by hour'),
            text('打码的姓名和证件号', 'Masked names and numbers'),
          ],
          conditions: [NO_REIDENTIFICATION, SYSTEM_NAMED],
          safeguards: [
            ACCESS_LOGGED,
            text('通过数据安全保护评估', 'An assessment of data security has been passed'),
          ],
          supervision: [REPORTS, SPOT_CHECKS],
          signs: ['masked-personal', 'ip-address'],
        }),
        level('A3', 'closed', {
          name: text('可识别个人', 'Identifiable persons'),
          examples: [
            text('姓名、证件号码', 'Names, identity numbers'),
            text('手机号、家庭住址、车牌', 'Phone numbers, home addresses, plates'),
          ],
          conditions: [NOTHING_SUPPLIED],
          safeguards: [KEPT_INSIDE],
          supervision: [YEARLY],
          signs: [
            'person-name',
            'id-number',
            'phone',
            'home-address',
            'bank-card',
            'e-mail',
            'plate-number',
            'personal-trait',
          ],
        }),
      ],
    },
    {
      code: 'organisation',
      basis: 'xz-14-1',
      question: text(
        '是否涉及单位的商业秘密或保密商务信息？',
        'Does it concern trade secrets or confidential business information?',
      ),
      ofFields: true,
      levels: [
        level('B1', 'unconditional', {
          name: text('不涉及，或依法公开', 'None, or public by law'),
          examples: [text('企业登记信息', 'Company register')],
          signs: ['company-code'],
        }),
        level('B2', 'conditional', {
          name: text('经处理的经营信息', 'Processed business information'),
          examples: [text('行业分组用电量', 'Electricity by industry')],
          conditions: [
            text('不得用于针对单个企业的竞争分析', 'Not for analysing the competition of single firms'),
            SYSTEM_NAMED,
          ],
          safeguards: [ACCESS_LOGGED],
          supervision: [REPORTS, SPOT_CHECKS],
          signs: ['business-figures'],
        }),
        level('B3', 'closed', {
          name: text('商业秘密、保密商务信息', 'Trade secrets'),
          examples: [text('单个企业订单', 'Orders of one firm')],
          conditions: [NOTHING_SUPPLIED],
          safeguards: [KEPT_INSIDE],
          supervision: [YEARLY],
          signs: ['trade-secret'],
        }),
      ],
    },
    {
      code: 'object',
      basis: 'xz-14-1',
      question: text('所描述的对象是否敏感？', 'Is the thing described sensitive?'),
      ofFields: true,
      levels: [
        level('C1', 'unconditional', {
          name: text('公开可见', 'Openly visible'),
          examples: [text('道路名称', 'Road names')],
        }),
        level('C2', 'conditional', {
          name: text('汇集后较敏感', 'Sensitive in bulk'),
          examples: [text('桥梁监测读数', 'Bridge monitoring')],
          conditions: [
            text('不得公开发布原始点位和读数', 'Single sites and readings are not published'),
            SYSTEM_NAMED,
          ],
          safeguards: [ACCESS_LOGGED, text('数据不出境', 'The data stays in the country')],
          supervision: [REPORTS, SPOT_CHECKS],
          signs: ['sensitive-site'],
        }),
        level('C3', 'closed', {
          name: text('法律法规规定不得开放', 'May not be opened by law'),
          examples: [text('关键设施的防护细节', 'How vital sites are protected')],
          conditions: [NOTHING_SUPPLIED],
          safeguards: [KEPT_INSIDE],
          supervision: [YEARLY],
          signs: ['secrecy-mark'],
        }),
      ],
    },
    {
      code: 'supply',
      basis: 'xz-14-2',
      question: text(
        '对安全、处理能力、时效或持续供给的要求？',
        'What does it demand in security, processing, timeliness or continuous supply?',
      ),
      ofFields: false,
      levels: [
        level('D1', 'unconditional', {
          name: text('一般', 'Ordinary'),
          examples: [text('每日更新的名录', 'A register updated daily')],
        }),
        level('D2', 'conditional', {
          name: text('较高，或需要持续实时获取', 'High, or continuous real-time supply'),
          examples: [text('车辆实时位置', 'Live vehicle positions')],
          conditions: [text('具备持续接收和处理的能力', 'Able to receive and process it continuously')],
          safeguards: [ACCESS_LOGGED],
          supervision: [REPORTS],
        }),
      ],
    },
  ],
  combinations: [],
};
