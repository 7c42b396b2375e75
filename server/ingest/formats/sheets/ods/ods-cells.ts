import { formattedNumber, storedNumber, type CellText } from '../../../../../rules/reading/number-format.ts';

/** What a cell of a document says of itself, beside the text that it shows. */
export interface OdsCell {
  type: string | undefined;
  /** As stored: a number, an ISO date, a duration, a text. */
  value: string | undefined;
  isError: boolean;
  hasFormula: boolean;
  repeated: number;
  shown: string;
}

const same = (value: string): CellText => ({ value, shown: value });

/** `2024-02-09T08:30:00.500000000` as `2024-02-09 08:30:00.5`; a midnight that is not shown is no time. */
const dateText = (value: string, shown: string): string =>
  (/[:时]/.test(shown) ? value : value.replace(/T00:00:00(\.0+)?Z?$/, ''))
    .replace('T', ' ')
    .replace(/Z$/, '')
    .replace(/\.0*$|(\.\d*[1-9])0+$/, '$1');

/** `PT36H05M00S` as `36:05:00`. */
function durationText(value: string): string | null {
  const match = /^(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?$/.exec(value);
  if (!match) return null;
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const two = (text: string): string => text.padStart(2, '0');
  const rest = /[1-9]/.test(fraction) ? `.${fraction.replace(/0+$/, '')}` : '';
  const whole = String(Number(days) * 24 + Number(hours));
  return `${sign}${two(whole)}:${two(minutes)}:${two(seconds)}${rest}`;
}

/** A number shown with leading zeros is a code, and stays one. */
const numberText = (stored: string, shown: string): string =>
  /^0\d+$/.test(shown) && Number(shown) === Number(stored) ? shown : storedNumber(stored);

/** The texts of a cell by the rules of `number-format.ts`: numbers at full precision, dates as shown. */
export function odsText({ type, value, shown, isError }: OdsCell): CellText {
  if (isError) return same(shown);
  switch (type) {
    case 'float':
    case 'currency':
      return same(value === undefined ? shown : numberText(value, shown));
    case 'percentage':
      return value === undefined
        ? same(shown)
        : formattedNumber(value, { kind: 'percent', code: '0%' }, false);
    case 'date':
      return { value: value === undefined ? shown : dateText(value, shown), shown };
    case 'time':
      return { value: (value === undefined ? null : durationText(value)) ?? shown, shown };
    case 'boolean':
      return same(value === undefined ? shown : value.toUpperCase());
    default:
      return same(shown === '' ? (value ?? '') : shown);
  }
}
