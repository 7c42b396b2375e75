/** Whether a file's name fits `*` (any text) and `?` (one character); linear but for the length of the pattern. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [wanted, letters] = [[...pattern], [...name]];
  let place = 0;
  let star = -1;
  let resume = 0;
  for (let at = 0; at < letters.length;) {
    if (wanted[place] === '*') {
      star = place;
      resume = at;
      place += 1;
    } else if (wanted[place] === '?' || wanted[place] === letters[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  return wanted.slice(place).every((rest) => rest === '*');
}
