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
/** Characters of column names with another reading than the dictionary's first. */
const ALSO: Readonly<Record<string, string>> = {
  ...{ 调: 'DT', 长: 'CZ', 重: 'ZC', 行: 'HX', 会: 'HK', 单: 'DS', 校: 'XJ', 率: 'LS', 降: 'JX', 种: 'ZC' },
  ...{ 传: 'CZ', 藏: 'CZ', 弹: 'DT', 参: 'CS', 系: 'XJ', 识: 'SZ', 解: 'JX', 乐: 'LY', 朝: 'CZ', 曾: 'CZ' },
};
const inDictionary = new Intl.Collator('zh-CN-u-co-pinyin');
const known = new Map<string, string>();

function initialOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character.toUpperCase();
  if (!/\p{Script=Han}/u.test(character)) return '';
  return FIRST_OF.findLast(([first]) => inDictionary.compare(first, character) <= 0)?.[1] ?? '';
}

/** `徐汇区` → `XHQ`: the first letter of each character's reading, Latin letters and digits as they are, the rest left out. */
export function initialsOf(text: string): string {
  let initials = '';
  for (const character of text) {
    const initial = known.get(character) ?? initialOf(character);
    known.set(character, initial);
    initials += initial;
  }
  return initials;
}

const MOST_READINGS = 32;

/** All initials that a name can have where characters are read in more than one way. */
export function possibleInitials(text: string): string[] {
  let readings = [''];
  for (const character of text) {
    const ways = [...(ALSO[character] ?? initialsOf(character))];
    if (ways.length === 0) continue;
    readings = readings.flatMap((before) => ways.map((way) => before + way)).slice(0, MOST_READINGS);
  }
  return readings;
}
