import type { AssuranceLevel, Role } from '../rules/access/roles.ts';

export interface DemoBody {
  code: string;
  name: string;
  nameEn: string;
  district: string | null;
}

/** Invented bodies; a real city's come with its catalogue. */
export const BODIES: readonly DemoBody[] = [
  { code: 'JTW', name: '市交通委（演示）', nameEn: 'Transport Commission (demo)', district: null },
  {
    code: 'STJ',
    name: '市生态环境局（演示）',
    nameEn: 'Ecology and Environment Bureau (demo)',
    district: null,
  },
  { code: 'WJW', name: '市卫生健康委（演示）', nameEn: 'Health Commission (demo)', district: null },
  { code: 'WLJ', name: '市文化旅游局（演示）', nameEn: 'Culture and Tourism Bureau (demo)', district: null },
  { code: 'SJG', name: '市市场监管局（演示）', nameEn: 'Market Supervision Bureau (demo)', district: null },
  {
    code: 'XHQ',
    name: '徐汇区数据局（演示）',
    nameEn: 'Xuhui District Data Bureau (demo)',
    district: '徐汇区',
  },
];

export interface DemoPerson {
  user: string;
  name: string;
  role: Role;
  body: string | null;
  district: string | null;
  assuranceLevel: AssuranceLevel;
}

const SURNAMES = ['陈', '沈', '顾', '陆', '周', '徐', '朱', '施', '潘', '曹', '钱', '严'];

const ofBodies: DemoPerson[] = BODIES.flatMap(({ code }, index) => [
  {
    user: `${code.toLowerCase()}-editor`,
    name: `${SURNAMES[index * 2] ?? '林'}编（演示）`,
    role: 'publisher-editor' as const,
    body: code,
    district: null,
    assuranceLevel: 3 as const,
  },
  {
    user: `${code.toLowerCase()}-reviewer`,
    name: `${SURNAMES[index * 2 + 1] ?? '林'}审（演示）`,
    role: 'publisher-reviewer' as const,
    body: code,
    district: null,
    assuranceLevel: 3 as const,
  },
]);

const ofCity = (user: string, name: string, role: Role, district: string | null = null): DemoPerson => ({
  user,
  name: `${name}（演示）`,
  role,
  body: null,
  district,
  assuranceLevel: 3,
});

/** People who use data: known by their real names. */
const dataUser = (user: string, name: string, role: 'person' | 'organisation-member'): DemoPerson => ({
  user,
  name: `${name}（演示）`,
  role,
  body: null,
  district: null,
  assuranceLevel: 2,
});

export const PEOPLE: readonly DemoPerson[] = [
  ...ofBodies,
  {
    user: 'jtw-reviewer-2',
    name: '汪审（演示）',
    role: 'publisher-reviewer',
    body: 'JTW',
    district: null,
    assuranceLevel: 3,
  },
  ofCity('operator', '何运营', 'operator'),
  ofCity('authority', '郑主管', 'authority'),
  ofCity('authority-deputy', '魏主管', 'authority'),
  ofCity('district', '吴区管', 'district-authority', '徐汇区'),
  ofCity('cyberspace', '王网信', 'cyberspace-office'),
  ofCity('supervision', '冯督查', 'supervision-office'),
  ofCity('expert', '褚专家', 'expert'),
  ofCity('expert-2', '邬专家', 'expert'),
  ofCity('expert-3', '柏专家', 'expert'),
  ofCity('evaluator', '卫评估', 'evaluator'),
  ofCity('service-point', '蒋咨询', 'service-point-staff'),
  dataUser('firm', '宋经理', 'organisation-member'),
  dataUser('firm-applicant', '唐经办', 'organisation-member'),
  dataUser('researcher', '苏研究', 'person'),
  dataUser('shop', '叶店主', 'person'),
  dataUser('student', '齐同学', 'person'),
  ofCity('system-admin', '韩系统', 'system-administrator'),
  ofCity('security-admin', '杨安全', 'security-administrator'),
  ofCity('audit-admin', '朱审计', 'audit-administrator'),
];
