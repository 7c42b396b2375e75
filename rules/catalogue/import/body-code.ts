import type { CatalogueForm } from '../../profile/catalogue-form.schema.ts';
import { meaningOf } from './read-row.ts';

/** The first character of each initial in the order of Chinese dictionaries. */
const FIRST_OF: readonly (readonly [character: string, initial: string])[] = [
  ['阿', 'A'],
  ['八', 'B'],
  ['嚓', 'C'],
  ['哒', 'D'],
  ['妸', 'E'],
  ['发', 'F'],
  ['旮', 'G'],
  ['哈', 'H'],
  ['丌', 'J'],
  ['咔', 'K'],
  ['垃', 'L'],
  ['妈', 'M'],
  ['拏', 'N'],
  ['喔', 'O'],
  ['妑', 'P'],
  ['七', 'Q'],
  ['然', 'R'],
  ['仨', 'S'],
  ['他', 'T'],
  ['屲', 'W'],
  ['夕', 'X'],
  ['丫', 'Y'],
  ['帀', 'Z'],
];
const inDictionary = new Intl.Collator('zh-CN-u-co-pinyin');

function initialOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character.toUpperCase();
  if (!/\p{Script=Han}/u.test(character)) return '';
  return FIRST_OF.findLast(([first]) => inDictionary.compare(first, character) <= 0)?.[1] ?? '';
}

const LONGEST = 10;

/** `徐汇区人民政府` → `XHQRMZF`: the initials of what tells the body apart. */
function stemOf(name: string, prefixes: readonly string[]): string {
  const plain = name.replaceAll(/[（(][^）)]*[）)]/g, '');
  const prefix = prefixes.find((each) => plain.startsWith(each) && plain.length > each.length) ?? '';
  const initials = [...plain.slice(prefix.length)]
    .map(initialOf)
    .join('')
    .replace(/^[0-9]+/, '');
  return (initials.length < 2 ? `${initials}JG` : initials).slice(0, LONGEST - 2);
}

/**
 * A code for each name: settled, or initials, with a number where they are taken. The same names beside the same codes
 * give the same codes, in whatever order they come.
 */
export function bodyCodes(
  names: readonly string[],
  taken: ReadonlySet<string>,
  { bodyCodes: settled, bodyPrefixes }: CatalogueForm,
): Map<string, string> {
  const used = new Set([...taken, ...Object.values(settled)]);
  const codes = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    const stem = stemOf(name, bodyPrefixes);
    const fixed = meaningOf(name, settled);
    let code = fixed ?? stem;
    for (let number = 2; fixed === undefined && used.has(code); number += 1) code = `${stem}${number}`;
    used.add(code);
    codes.set(name, code);
  }
  return codes;
}
