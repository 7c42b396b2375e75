const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const TABLE = 0xfffffffd;

function entry(name: string, kind: 2 | 5, links: { right?: number; child?: number }, start: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes.writeUInt8(kind, 66);
  bytes.writeUInt8(1, 67);
  [FREE, links.right ?? FREE, links.child ?? FREE].forEach((link, i) =>
    bytes.writeUInt32LE(link, 68 + i * 4),
  );
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(kind === 2 ? 8 * SECTOR : 0, 120);
  return bytes;
}

/**
 * The bytes of a compound file (of Office 97, and of every locked workbook since) with up to three streams of 4,096 bytes:
 * what is given for them, filled up with blanks.
 */
export function compoundFile(names: readonly string[], contents: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  header.write('d0cf11e0a1b11ae1', 0, 'hex');
  for (const [value, at] of [0x3e, 3, 0xfffe, 9, 6].map((value, i) => [value, 24 + i * 2] as const))
    header.writeUInt16LE(value, at);
  // Sectors of the table, the directory's first, the least size of a stream, no small ones, no further tables.
  for (const [value, at] of [
    [1, 44],
    [1, 48],
    [8 * SECTOR, 56],
    [END, 60],
    [END, 68],
    [0, 76],
  ] as const)
    header.writeUInt32LE(value, at);

  const table = Buffer.alloc(SECTOR, 0xff);
  table.writeUInt32LE(TABLE, 0);
  table.writeUInt32LE(END, 4);
  const streams = names.map((name, i) => {
    const first = 2 + i * 8;
    for (let k = 0; k < 8; k++) table.writeUInt32LE(k === 7 ? END : first + k + 1, (first + k) * 4);
    return entry(name, 2, i + 1 < names.length ? { right: i + 2 } : {}, first);
  });
  const directory = Buffer.alloc(SECTOR);
  Buffer.concat([entry('Root Entry', 5, { child: 1 }, END), ...streams]).copy(directory);
  const bytes = Buffer.alloc(names.length * 8 * SECTOR, ' ');
  contents.forEach((content, i) => content.copy(bytes, i * 8 * SECTOR, 0, 8 * SECTOR));
  return Buffer.concat([header, table, directory, bytes]);
}
