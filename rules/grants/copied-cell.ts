const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const MOMENT =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
/** What a workbook keeps of a number. */
const DIGITS = 15;

/** A cell's text as every format and program leaves it: the same for `1.50` and `1.5`, `007` and `7`, a day and its midnight. */
export function copiedCell(text: string | null): string {
  const plain = (text ?? '').replace(/^'(?=[=+\-@])/, '').trim();
  if (NUMBER.test(plain)) return String(Number(Number(plain).toPrecision(DIGITS)));
  const moment = MOMENT.exec(plain);
  if (!moment) return plain.replaceAll(/\s+/g, ' ').toLowerCase();
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = moment;
  const time = `${hour.padStart(2, '0')}:${minute}:${second}`;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time === '00:00:00' ? '' : ` ${time}`}`;
}

/** The cells of a row that a copy has, as one text. */
export const copiedRow = (cells: readonly (string | null)[]): string => cells.map(copiedCell).join('\u001f');
