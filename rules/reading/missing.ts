const MARKERS = new Set(
  [
    'na n/a #n/a null none nil nan <na> \\n - -- --- — —— – … ... …… / \\ * ** . 、 无 暂无 缺 缺失 空 不详 未知',
    '#div/0! #value! #ref! #name? #num! #null! (null) [null] － ／ × 无数据 暂无数据 缺测',
  ]
    .join(' ')
    .split(' '),
);
const LONGEST = Math.max(...[...MARKERS].map((marker) => marker.length));

/** Whether a trimmed text stands for "no value" in a column of numbers, dates or booleans. Never applied to text. */
export const isMissingMarker = (trimmed: string): boolean =>
  trimmed.length <= LONGEST && MARKERS.has(trimmed.toLowerCase());

/** Space, tab, line breaks, no-break space, ideographic space, zero-width marks. */
export const isBlankCode = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  code === 0x3000 ||
  code === 0xfeff ||
  code === 0x200b;

export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankCode(text.charCodeAt(start))) start++;
  while (end > start && isBlankCode(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
