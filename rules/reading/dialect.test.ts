import { describe, expect, it } from 'vitest';
import { detectDialect, tokenizeSample } from './dialect.ts';

const found = (text: string): { delimiter: string; quote: string; escape: string } =>
  detectDialect(text, false);
const rowsOf = (text: string): string[][] => tokenizeSample(text, found(text), false).rows;

describe('the dialect of a text', () => {
  it.each([
    ['doubled bars', 'a||b||c\n1||2|x||3\n4||||6', '||'],
    ['bars with a wave', 'a|~|b\n1|~|2\n3|~|4', '|~|'],
    ['a comma and a space everywhere', 'a, b, c\n1, 2, 3\n4, "5, 6", 7', ', '],
    ['a comma with blanks now and then', 'a,b\n1, 2\n3,4', ','],
    ['columns aligned with spaces', 'code  count share\n100   200   30\n1     2     3', ' '],
    ['quotes between spaces', '1 "two words" "x, y" 3\n2 "three words here" "z" 4', ' '],
    [
      'a cell beside every row name that hardly ever has a value',
      ',出口总额\n1978年,\n1979年,\n1980年,\n',
      ',',
    ],
    ['a comma at the end of every line', 'name,\n甲,\n乙,\n丙,', ','],
    ['a line that names it', 'sep=;\na,b;c\n1,5;2', ';'],
    ['a title with spaces over two columns', 'made as a new set,by the office on Monday\na,b\n1,2\n3,4', ','],
  ])('given %s, when looked at, then the delimiter is found', (_, text, delimiter) => {
    expect(found(text).delimiter).toBe(delimiter);
  });

  it('given lines of prose with commas here and there, when read, then they are one column', () => {
    const text = '人民公园，停车场\n南京路, 停车场\n浦东机场\n虹桥站\n静安寺';
    expect(rowsOf(text).every((row) => row.length === 1)).toBe(true);
  });

  it('given one column in which few values hold a mark, when read, then nothing is cut', () => {
    const text = 'd\n2024-02-29\n2024/2/9\n45331\n2024-02-09T08:00:00+08:00\n09/02/2024\n';
    expect(rowsOf(text).every((row) => row.length === 1)).toBe(true);
  });

  it('given quotes that nothing escapes, when read, then they close only before a delimiter', () => {
    const text = 'name,size,text\n"Pipe, 5"","long","a"\n"Rod","8\'9"","b"\n"x","y","z"\n"x, 2","y","z"';
    expect(found(text).escape).toBe('');
    expect(rowsOf(text)[1]).toEqual(['Pipe, 5"', 'long', 'a']);
  });

  it('given backslashes before quotes, when read, then other backslashes stay', () => {
    const text = 'a,b\n"say \\"hi\\", now","C:\\temp"\n"\\"x\\"","y"';
    expect(rowsOf(text)[1]).toEqual(['say "hi", now', 'C:\\temp']);
  });

  it('given cells between single quotes, when read, then the quotes are none of their text', () => {
    expect(rowsOf("a;b\n1;'x'\n2;'y''z'")).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['2', "y'z"],
    ]);
  });

  it('given rows of delimiters only, when read, then they are blank lines', () => {
    expect(rowsOf('a,b\n,\n1,2\n"",""')).toEqual([['a', 'b'], [], ['1', '2'], ['', '']]);
  });
});
