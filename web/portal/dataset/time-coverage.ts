const YEAR =
  /(?<year>(?:19|20)\d{2})\s*(?:年|[-/.]|$|\D)\s*(?:(?<month>0?[1-9]|1[0-2])(?:\s*月|(?=\D|$)))?/gu;
const OPEN_END = /(?:起|至今|以来|onwards|since|\/\.\.|-\s*$)/iu;

/**
 * What of a period written by people schema.org's `temporalCoverage` can say, in ISO 8601: `2019 年起` is `2019/..`,
 * `2019年3月至2020年` is `2019-03/2020`; null when no year stands in it.
 */
export function isoCoverage(text: string): string | null {
  const found = [...text.matchAll(YEAR)].map(({ groups = {} }) => {
    const { year = '', month } = groups;
    return month === undefined ? year : `${year}-${month.padStart(2, '0')}`;
  });
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return null;
  if (OPEN_END.test(text)) return `${first}/..`;
  return first === last ? first : `${first}/${last}`;
}
