import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';

export const TRIPS_ROWS = 1_600_000;

/** In the checkout, ignored by git. */
const CACHE = path.join(import.meta.dirname, '../../var/bench');

// Every figure speaks of these very bytes.
const DIGEST = 'e2f255b1a84a7cd5efb5bf1015e2716041335c0c86d2660922da0964be65663a';

/** A number below `n`, made from the row's number and a salt: the same in every run on every machine. */
const dice = (salt: number, n: number): string =>
  `((((i * 2654435761 + ${salt * 40503}) % 4294967296) * 48271 % 2147483647) % ${n})`;
const one = (salt: number, words: string): string => {
  const list = words.split(' ');
  return `list_extract([${list.map((word) => `'${word}'`).join(', ')}], 1 + ${dice(salt, list.length)}::int)`;
};
const DISTRICTS = '黄浦区 徐汇区 长宁区 静安区 普陀区 虹口区 杨浦区 闵行区 宝山区 嘉定区 浦东新区 松江区';
const STATIONS = '人民广场 世纪大道 徐家汇 中山公园 陆家嘴 虹桥站 莘庄 江湾体育场 龙阳路 静安寺 新天地 豫园';

/** Trips × 20 columns: keys, times, stations, districts, amounts, codes of 18 to 22 digits, Chinese text. */
const COLUMNS: Record<string, string> = {
  行程编号: `'20260101' || lpad(i::varchar, 14, '0')`,
  卡号: `'0310' || lpad(${dice(1, 99_999_989)}::varchar, 14, '0')`,
  进站时间: `strftime(timestamp '2026-01-01' + to_seconds(i * 16 + ${dice(2, 16)}), '%Y-%m-%d %H:%M:%S')`,
  出站时间: `strftime(timestamp '2026-01-01' + to_seconds(i * 16 + 300 + ${dice(3, 5400)}), '%Y-%m-%d %H:%M:%S')`,
  线路: `(1 + ${dice(4, 18)})::varchar || '号线'`,
  进站: one(5, STATIONS),
  出站: one(6, STATIONS),
  进站闸机: `lpad(${dice(7, 997)}::varchar, 4, '0')`,
  出站闸机: `lpad(${dice(8, 997)}::varchar, 4, '0')`,
  区: one(9, DISTRICTS),
  里程: `printf('%.2f', ${dice(10, 6000)} / 100.0)`,
  票价: `printf('%.2f', 3 + ${dice(11, 13)} * 0.5)`,
  优惠: `case when ${dice(12, 4)} = 0 then printf('%.2f', ${dice(13, 300)} / 100.0) else null end`,
  票种: one(14, '单程票 公共交通卡 二维码 一日票 老年卡'),
  换乘: `case when ${dice(15, 3)} = 0 then '是' else '否' end`,
  人次: `(1 + ${dice(16, 3)})::varchar`,
  设备编号: `'SH' || lpad(${dice(17, 65_521)}::varchar, 6, '0')`,
  结算日期: `strftime(date '2026-01-01' + (i // 5400)::int, '%Y-%m-%d')`,
  结算批号: `lpad(${dice(18, 999_983)}::varchar, 22, '0')`,
  备注: `case when ${dice(19, 50)} = 0 then '客流高峰，人工检票' else null end`,
};

/** The CSV file, made at the first call; throws when it is not the one that the figures speak of. */
export async function tripsFile(): Promise<string> {
  const file = path.join(CACHE, `trips-${DIGEST.slice(0, 12)}.csv`);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) return file;
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${file}.unfinished`;
  await writeTrips(unfinished);
  const digest = await digestOf(unfinished);
  if (digest !== DIGEST) throw new Error(`the table of trips has the digest ${digest}, not ${DIGEST}`);
  await rename(unfinished, file);
  return file;
}

async function writeTrips(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const columns = Object.entries(COLUMNS).map(([name, sql]) => `${sql} as "${name}"`);
  await connection.run(
    `copy (select ${columns.join(', ')} from range(${TRIPS_ROWS}) as t(i) order by i) to '${file}' (format csv, header true)`,
  );
  connection.closeSync();
  instance.closeSync();
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
