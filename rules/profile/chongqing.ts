import type { Profile } from './profile.schema.ts';
import { shanghai } from './shanghai.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

export const chongqing: Profile = {
  ...shanghai,
  name: 'chongqing',
  cityCode: 'CQ',
  city: text('重庆', 'Chongqing'),
  platform: text('重庆市公共数据开放系统', 'Chongqing Public Data'),
  authorities: {
    operator: text('市大数据中心', 'Municipal Big Data Centre'),
    authority: text('市大数据发展局', 'Municipal Big Data Bureau'),
    cyberspaceOffice: text('市委网信办', 'Municipal Cyberspace Office'),
    supervisionOffice: text('市政府办公厅', 'General Office of the Municipal Government'),
  },
  agreementExaminedBy: 'authority',
  emergencyOpening: { maxDays: 30 },
  boundaries: null,
  districts: ['渝中区', '江北区', '南岸区', '九龙坡区', '沙坪坝区', '大渡口区', '北碚区', '渝北区', '巴南区'],
};
