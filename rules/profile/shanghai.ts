import type { Profile } from './profile.schema.ts';
import { shanghaiCatalogue } from './shanghai-catalogue.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const domain = (code: string, zh: string, en: string) => ({ code, name: text(zh, en) });

export const shanghai: Profile = {
  name: 'shanghai',
  cityCode: 'SH',
  city: text('上海', 'Shanghai'),
  platform: text('上海市公共数据开放平台', 'Shanghai Public Data'),
  authorities: {
    operator: text('市大数据中心', 'Municipal Big Data Centre'),
    authority: text('市数据局', 'Municipal Data Bureau'),
    cyberspaceOffice: text('市网信办', 'Municipal Cyberspace Office'),
    supervisionOffice: text('市政府办公厅', 'General Office of the Municipal Government'),
  },
  domains: [
    domain('economy', '经济建设', 'Economy'),
    domain('resources', '资源环境', 'Resources and environment'),
    domain('education', '教育科技', 'Education and science'),
    domain('transport', '道路交通', 'Transport'),
    domain('safety', '公共安全', 'Public safety'),
    domain('culture', '文化休闲', 'Culture and leisure'),
    domain('welfare', '民生服务', 'Public services'),
    domain('health', '卫生健康', 'Health'),
    domain('city', '城市建设', 'City building'),
    domain('credit', '信用服务', 'Credit'),
    domain('institutions', '机构团体', 'Institutions'),
    domain('agriculture', '农业农村', 'Agriculture'),
    domain('weather', '气象水文', 'Weather and water'),
    domain('labour', '社保就业', 'Employment'),
    domain('market', '市场监管', 'Market supervision'),
    domain('law', '法律服务', 'Legal services'),
    domain('society', '社会发展', 'Social development'),
    domain('industry', '工业制造', 'Industry'),
    domain('low-carbon', '绿色低碳', 'Green and low-carbon'),
    domain('other', '其他', 'Other'),
  ],
  clocks: {
    listChange: { limit: 5, target: 3, basis: null },
    mismatch: { limit: 10, target: 5, basis: null },
    listReview: { limit: 20, target: 15, basis: null },
    systemAcceptance: { limit: 10, target: 5, basis: null },
  },
  systemAcceptance: { decidedBy: ['operator', 'authority'] },
  licence: {
    name: text(
      '《开放数据许可》：可商用、可修改、可再分发，须注明来源',
      'Open data licence: commercial use, changes and redistribution, with attribution',
    ),
    url: '/about#licence',
    attribution: text('来源：{publisher}', 'Source: {publisher}'),
  },
  districts: [
    '黄浦区',
    '徐汇区',
    '长宁区',
    '静安区',
    '普陀区',
    '虹口区',
    '杨浦区',
    '浦东新区',
    '闵行区',
    '宝山区',
    '嘉定区',
    '金山区',
    '松江区',
    '青浦区',
    '奉贤区',
    '崇明区',
  ],
  catalogueForms: [shanghaiCatalogue],
};
