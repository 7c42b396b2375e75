import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** The mark as `web/design/mark.svg` has it, on its grid of 24: three squares and a frame. */
const SQUARES = [
  [2, 2, 9],
  [2, 13, 9],
  [13, 13, 9],
  [13, 2, 9],
] as const;
const HOLE = [14.8, 3.8, 5.4] as const;
const SIDE = 600;
const SCALE = 15;
const MARGIN = (SIDE - 24 * SCALE) / 2;
const PALETTE = Buffer.from('ffffff14202b', 'hex');

const isIn = (x: number, y: number, [left, top, side]: readonly [number, number, number]): boolean =>
  x >= left && x < left + side && y >= top && y < top + side;

function isInk(column: number, row: number): boolean {
  const [x, y] = [(column - MARGIN + 0.5) / SCALE, (row - MARGIN + 0.5) / SCALE];
  return SQUARES.some((square) => isIn(x, y, square)) && !isIn(x, y, HOLE);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}

/** A PNG of one bit a pixel: paper and ink. */
function drawCard(): Buffer {
  const line = SIDE / 8 + 1;
  const pixels = Buffer.alloc(SIDE * line);
  for (let row = 0; row < SIDE; row += 1)
    for (let column = 0; column < SIDE; column += 1)
      if (isInk(column, row)) {
        const at = row * line + 1 + (column >> 3);
        pixels[at] = (pixels[at] ?? 0) | (0x80 >> (column & 7));
      }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([1, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// For the pictures of shared links, which are no SVG; to be run again when the mark is another.
writeFileSync(path.join(import.meta.dirname, '../web/design/social-card.png'), drawCard());
