const START = String.raw`A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`;
const FIRST = new RegExp(`^[${START}]$`, 'u');
const LATER = new RegExp(String.raw`^[\u0300-\u036F\u00B7\u203F-\u2040\-.0-9${START}]$`, 'u');

/**
 * A name of XML without a colon for any name: what cannot stand in one is written `_x0020_`, and a `_x` that stands there
 * `_x005F_x` (ISO 9075-14, 9.1), so that different names stay different.
 */
export function xmlName(name: string): string {
  const characters = Array.from(name);
  return characters
    .map((character, index) => {
      const begins = index === 0 && /^xml/i.test(name);
      const confuses = character === '_' && characters[index + 1] === 'x';
      const fits = (index === 0 ? FIRST : LATER).test(character);
      return fits && !begins && !confuses ? character : coded(character);
    })
    .join('');
}

const coded = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `_x${code.padStart(code.length > 4 ? 6 : 4, '0')}_`;
};

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
export const escapeAttribute = (text: string): string =>
  text.replace(/[&<"]/g, (character) => NAMED[character] ?? '');
