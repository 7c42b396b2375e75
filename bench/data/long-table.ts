/** A table of any length that lies nowhere: every row is as long as the others and made from its number alone. */
export interface LongTable {
  bytes: number;
  rows: number;
  /** The file's bytes from this one on. */
  from(offset: number): Generator<Buffer, void, undefined>;
  /** What the row is called, counted from 0. */
  keyOf(row: number): string;
}

const HEADER =
  '编号,进站时间,出站时间,线路,进站,出站,区,里程,票价,人次,设备编号,结算日期,结算批号,方式,备注,流水\n';
const ROWS_AT_ONCE = 8192;
const EPOCH_DAY = Date.UTC(2026, 0, 1);
const DAY_SECONDS = 86_400;

const STATIONS = ['徐家汇', '陆家嘴', '虹桥站', '静安寺', '新天地', '龙阳路', '豫园站', '莘庄站'];
const DISTRICTS = ['黄浦区', '徐汇区', '长宁区', '静安区', '普陀区', '虹口区', '杨浦区', '闵行区'];
const NOTES = ['客流高峰人工检票', '设备正常自动检票', '换乘通道限流放行', '首末班车延时检票'];
const WAYS = ['换乘', '直达'];

const padded = (count: number, digits: number): string[] =>
  Array.from({ length: count }, (_, number) => String(number).padStart(digits, '0'));
const TWO = padded(100, 2);
const FOUR = padded(10_000, 4);
const CLOCK = Array.from({ length: DAY_SECONDS }, (_, second) =>
  [second / 3600, (second / 60) % 60, second % 60].map((part) => TWO[Math.floor(part)]).join(':'),
);
const DAYS = Array.from({ length: 5000 }, (_, day) =>
  new Date(EPOCH_DAY + day * DAY_SECONDS * 1000).toISOString().slice(0, 10),
);

const at = (list: readonly string[], index: number): string => list[index] ?? '';
const momentOf = (second: number): string =>
  `${at(DAYS, Math.floor(second / DAY_SECONDS))}T${at(CLOCK, second % DAY_SECONDS)}`;
/** 12 digits. */
const longNumber = (n: number): string =>
  at(FOUR, Math.floor(n / 1e8)) + at(FOUR, Math.floor(n / 1e4) % 10_000) + at(FOUR, n % 10_000);
/** A number below 2³² that the row's number gives, without order. */
const dice = (row: number): number => (Math.imul(row ^ (row >>> 15), 2_654_435_761) ^ (row >>> 7)) >>> 0;

const keyOf = (row: number): string => `TR${longNumber(row)}`;

function lineOf(row: number): string {
  const [one, two] = [dice(row), dice(row + 77_777_777)];
  const cells = [
    keyOf(row),
    momentOf(row),
    momentOf(row + 300 + (one % 3600)),
    `${at(TWO, 1 + (one % 18))}号线`,
    at(STATIONS, (one >>> 5) & 7),
    at(STATIONS, (one >>> 8) & 7),
    at(DISTRICTS, (one >>> 11) & 7),
    `${10 + (two % 90)}.${at(TWO, (two >>> 8) % 100)}`,
    `${3 + (one % 7)}.${(two >>> 3) & 1 ? '5' : '0'}`,
    String(1 + (two % 9)),
    `SH${at(FOUR, one % 10_000)}`,
    at(DAYS, Math.floor(row / DAY_SECONDS)),
    `0000000000${longNumber(two)}`,
    at(WAYS, one & 1),
    at(NOTES, (two >>> 13) & 3),
    `${at(FOUR, two % 10_000)}X${at(FOUR, one % 9973)}`,
  ];
  return `${cells.join(',')}\n`;
}

function linesOf(from: number, to: number): Buffer {
  let text = '';
  for (let row = from; row < to; row++) text += lineOf(row);
  return Buffer.from(text);
}

/** As many rows as make a CSV of about so many bytes. */
export function longTable(about: number): LongTable {
  const header = Buffer.from(HEADER);
  const width = Buffer.byteLength(lineOf(0));
  const rows = Math.ceil((about - header.length) / width);
  const bytes = header.length + rows * width;
  return {
    bytes,
    rows,
    keyOf,
    *from(offset) {
      if (offset < header.length) yield header.subarray(offset);
      const begin = Math.max(0, offset - header.length);
      let skip = begin % width;
      for (let row = Math.floor(begin / width); row < rows; row += ROWS_AT_ONCE) {
        const lines = linesOf(row, Math.min(rows, row + ROWS_AT_ONCE));
        if (lines.length % width !== 0) throw new Error('a row is longer than the others');
        yield lines.subarray(skip);
        skip = 0;
      }
    },
  };
}
