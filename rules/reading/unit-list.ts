/**
 * Units that people write in headers, as data: what stands in none of these lists is a remark, not a unit.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const MONEY = words('元 角 美元 欧元 英镑 日元 港元 港币 澳门元 新台币 韩元 卢布 USD EUR GBP JPY HKD CNY');
const LENGTH = words('米 千米 公里 厘米 毫米 微米 海里 延米 m km cm mm μm um ㎞ ㎝ ㎜');
const AREA = words(
  '平方米 平方公里 平方千米 平方厘米 平方毫米 平米 公顷 亩 ㎡ m² m2 km² km2 ㎢ cm² hm² hm2 ha',
);
const VOLUME = words('立方米 标立方米 立方厘米 立方 升 毫升 m³ m3 ㎥ cm³ Nm³ L mL ml TEU 标箱 标准箱');
const WEIGHT = words('吨 公斤 千克 克 毫克 微克 斤 吨标准煤 吨标煤 kg ㎏ g mg μg ug t');
const ENERGY = words(
  '千瓦 千瓦时 千瓦小时 千瓦·时 兆瓦 兆瓦时 焦耳 千焦 大卡 千卡 kW kWh kW·h kwh MW MWh GW GWh kJ MJ GJ kcal',
);
const PHYSICAL = words(
  '℃ °C 摄氏度 ° 分贝 dB dB(A) Pa kPa hPa MPa 帕 千帕 百帕 兆帕 伏 千伏 千伏安 kV kVA mA Hz kHz MHz GHz 赫兹 lx NTU',
);
const DATA_SIZE = words('字节 KB MB GB TB PB bps kbps Mbps Gbps');
const SHARE = words('% ‰ 百分点 个百分点 ppm ppb');

const COUNTS = words(
  '个 人 人次 户 户次 家 家次 辆 辆次 件 件次 次 台 台次 台套 套 座 条 宗 起 例 例次 项 张 株 只 头 匹 羽 床 床位 艘 架 架次 枚 支 根 ' +
    '册 本 卷 幅 篇 种 列 列次 班次 车次 场 场次 笔 票 间 栋 幢 卡次 标台 盏 棵 尾 箱 瓶 包 袋 桶 批 批次 课时 学时 ' +
    '吨公里 人公里 天 小时 分钟 秒 工作日 个月 工日 工时 周岁 岁 min s ms',
);

export const MONEY_UNITS: ReadonlySet<string> = new Set(MONEY);
export const MEASURES: ReadonlySet<string> = new Set(
  [MONEY, LENGTH, AREA, VOLUME, WEIGHT, ENERGY, PHYSICAL, DATA_SIZE, SHARE].flat(),
);
/** Counting words that in brackets hardly mean anything else. */
export const COUNTING: ReadonlySet<string> = new Set(COUNTS);
/** Words that in brackets as often are a remark: `门诊部(所)`, `年(份)`, `统计期(月)`. */
export const DOUBTFUL_COUNTS: ReadonlySet<string> = new Set(
  words(
    '所 处 站 部 集 院 级 校 村 镇 乡 区 县 市 队 会 门 面 层 段 点 股 代 期 页 字 份 块 片 口 名 位 对 单 组 节 双 年 月 日 周 时 分',
  ),
);

/** Powers of ten before a unit in Chinese characters, longer ones first. */
export const POWERS = words('万亿 千亿 百亿 十亿 千万 百万 十万 亿 万 千 百');
/** Those that alone say how many, too: `人口（万）`. */
export const LONE_POWERS: ReadonlySet<string> = new Set(['万亿', '亿', '千万', '百万', '万']);

/** What else numbers are spread over: `人/班`. */
export const SHARED_OUT: ReadonlySet<string> = new Set(words('班 街道 家庭 人口 生 学生 师'));
