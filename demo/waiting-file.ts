import iconv from 'iconv-lite';

/** A file as a department has it, with title, notes, units and a value that does not fit: its reading waits to be confirmed. */
export function waitingFile(): { name: string; bytes: Uint8Array } {
  const rows = Array.from({ length: 320 }, (_, row) =>
    [
      row + 1,
      `310104-${String(row).padStart(4, '0')}`,
      `停车场${row + 1}号`,
      120 + ((row * 37) % 900),
      row % 9 === 0 ? '—' : 7 + (row % 30),
      `${5 * ((row % 3) + 1)}元`,
      row === 130 ? '去年底' : `2021/${(row % 12) + 1}/${(row % 28) + 1}`,
    ].join(','),
  );
  const lines = [
    '公共停车场备案台账（第三季度）,,,,,,',
    '填报单位：市交通委,,填报日期：2026.10.9,,,,',
    '序号,编号,名称,泊位总数（个）,充电泊位,首小时收费,备案日期',
    ...rows,
    '注：“—”表示未设；数据截至2026年9月30日。,,,,,,',
  ];
  return { name: '停车场台账（三季度）.csv', bytes: iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030') };
}
