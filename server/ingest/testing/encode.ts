let gb18030: Map<string, Buffer> | undefined;

/** Two-byte characters of GB18030 by what they decode to: Node writes no encoding but UTF-8 and UTF-16. */
function gb18030Characters(): Map<string, Buffer> {
  if (gb18030) return gb18030;
  const decoder = new TextDecoder('gb18030');
  gb18030 = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Buffer.from([lead, trail]);
      const text = decoder.decode(bytes);
      if (text.length === 1 && text !== '\ufffd') gb18030.set(text, bytes);
    }
  }
  return gb18030;
}

export const TEST_ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type TestEncoding = (typeof TEST_ENCODINGS)[number];

function encodeGb18030(text: string): Buffer {
  const known = gb18030Characters();
  return Buffer.concat(
    [...text].map((character) => {
      if (character.charCodeAt(0) < 0x80) return Buffer.from(character);
      const bytes = known.get(character);
      if (!bytes) throw new Error(`No two-byte GB18030 for ${character}`);
      return bytes;
    }),
  );
}

/** The bytes of a text in an encoding; UTF-16 with its mark. */
export function encodeText(text: string, encoding: TestEncoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'gb18030':
      return encodeGb18030(text);
  }
}
