import { OPEN_CLASSES, type OpenClass } from '../datasets/list-entry.schema.ts';
import type { Provision } from '../provisions/provisions.ts';

interface Text {
  'zh-CN': string;
  en: string;
}
export interface GuidelineLevel {
  code: string;
  /** The class that this level alone would give; across dimensions the strictest decides (`xz-14`). */
  gives: OpenClass;
  name: Text;
  example: Text;
}
export interface GuidelineDimension {
  code: string;
  basis: Provision;
  question: Text;
  levels: readonly GuidelineLevel[];
}
/** Dimensions × levels → open class (`xz-13`); data, versioned, shown to those who grade. */
export interface GradingGuideline {
  version: string;
  /** Where the levels come from. */
  source: Text;
  dimensions: readonly GuidelineDimension[];
}

const level = (
  code: string,
  gives: OpenClass,
  zh: string,
  en: string,
  zhExample: string,
  enExample: string,
): GuidelineLevel => ({
  code,
  gives,
  name: { 'zh-CN': zh, en },
  example: { 'zh-CN': zhExample, en: enExample },
});

export const DEFAULT_GUIDELINE: GradingGuideline = {
  version: '2026-1',
  source: {
    'zh-CN': '细则第十三、十四条给出方法；级别表由本平台拟定，主管部门可以修改。',
    en: 'Articles 13 and 14 give the method; the table of levels is the project’s own and can be changed by the authority.',
  },
  dimensions: [
    {
      code: 'person',
      basis: 'xz-14-1',
      question: { 'zh-CN': '是否涉及个人？', en: 'Does it concern persons?' },
      levels: [
        level('A1', 'unconditional', '不涉及个人', 'No persons', '公共厕所位置', 'Public toilets'),
        level(
          'A2',
          'conditional',
          '经去标识化，不能直接识别个人',
          'De-identified persons',
          '分时段客流',
          'Passenger flows by hour',
        ),
        level(
          'A3',
          'closed',
          '可识别个人',
          'Identifiable persons',
          '姓名、证件号码',
          'Names, identity numbers',
        ),
      ],
    },
    {
      code: 'organisation',
      basis: 'xz-14-1',
      question: {
        'zh-CN': '是否涉及单位的商业秘密或保密商务信息？',
        en: 'Does it concern trade secrets or confidential business information?',
      },
      levels: [
        level(
          'B1',
          'unconditional',
          '不涉及，或依法公开',
          'None, or public by law',
          '企业登记信息',
          'Company register',
        ),
        level(
          'B2',
          'conditional',
          '经处理的经营信息',
          'Processed business information',
          '行业分组用电量',
          'Electricity by industry',
        ),
        level(
          'B3',
          'closed',
          '商业秘密、保密商务信息',
          'Trade secrets',
          '单个企业订单',
          'Orders of one firm',
        ),
      ],
    },
    {
      code: 'object',
      basis: 'xz-14-1',
      question: { 'zh-CN': '所描述的对象是否敏感？', en: 'Is the thing described sensitive?' },
      levels: [
        level('C1', 'unconditional', '公开可见', 'Openly visible', '道路名称', 'Road names'),
        level('C2', 'conditional', '汇集后较敏感', 'Sensitive in bulk', '桥梁监测读数', 'Bridge monitoring'),
        level(
          'C3',
          'closed',
          '法律法规规定不得开放',
          'May not be opened by law',
          '涉密设施位置',
          'Classified sites',
        ),
      ],
    },
    {
      code: 'supply',
      basis: 'xz-14-2',
      question: {
        'zh-CN': '对安全、处理能力、时效或持续供给的要求？',
        en: 'What does it demand in security, processing, timeliness or continuous supply?',
      },
      levels: [
        level('D1', 'unconditional', '一般', 'Ordinary', '每日更新的名录', 'A register updated daily'),
        level(
          'D2',
          'conditional',
          '较高，或需要持续实时获取',
          'High, or continuous real-time supply',
          '车辆实时位置',
          'Live vehicle positions',
        ),
      ],
    },
  ],
};

/** The class that the levels give by their combination (the strictest decides); null while a dimension is not answered. */
export function classOf(
  guideline: GradingGuideline,
  levels: Readonly<Record<string, string>>,
): OpenClass | null {
  const given = guideline.dimensions.map(
    (dimension) => dimension.levels.find((each) => each.code === levels[dimension.code])?.gives,
  );
  if (given.some((each) => each === undefined)) return null;
  return OPEN_CLASSES[Math.max(...given.map((each) => (each ? OPEN_CLASSES.indexOf(each) : 0)))] ?? null;
}
