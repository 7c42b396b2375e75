import {
  formattedNumber,
  type CellText,
  type NumberFormat,
} from '../../../../rules/reading/number-format.ts';

const DAY = 86_400_000;
/** A moment as the serial number that other workbooks store. */
function serialOf(iso: string): number {
  const time = Date.parse(`${iso.replace(/Z$/, '')}Z`);
  const days = time / DAY + 25_569;
  return days < 61 ? days - 1 : days;
}

/** The texts of a moment that is stored as `2024-02-09T08:30:00.000`, as its format means it. */
export function isoMoment(raw: string, format: NumberFormat | undefined): CellText {
  const serial = serialOf(raw);
  const isShown = format !== undefined && ['date', 'datetime', 'time', 'elapsed'].includes(format.kind);
  if (isShown && Number.isFinite(serial)) return formattedNumber(String(serial), format, false);
  const value = raw
    .replace(/Z$/, '')
    .replace(/T00:00:00(\.0+)?$/, '')
    .replace('T', ' ')
    .replace(/\.0+$/, '');
  return { value, shown: value };
}
