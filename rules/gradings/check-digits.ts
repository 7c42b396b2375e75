const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK = '10X98765432';

/** An 18-digit resident identity number (GB 11643): region, a day that was, check digit. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text))
    return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return ID_CHECK[sum % 11] === text[17]?.toUpperCase() && isDay(text.slice(6, 14));
}

function isDay(compact: string): boolean {
  const [year, month, day] = [compact.slice(0, 4), compact.slice(4, 6), compact.slice(6, 8)].map(Number);
  const at = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  return at.getUTCMonth() + 1 === month && at.getUTCDate() === day;
}

/** 16 to 19 digits of a card of a Chinese bank, by the Luhn check (ISO/IEC 7812). */
export function isBankCard(text: string): boolean {
  if (!/^(?:62|4|5[1-5]|35|37)\d{14,17}$/.test(text) || text.length > 19) return false;
  let sum = 0;
  for (const [place, digit] of [...text].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const COMPANY = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const COMPANY_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code (GB 32100): 18 characters with a check character. */
export function isCompanyCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  const sum = COMPANY_WEIGHTS.reduce(
    (total, weight, place) => total + weight * COMPANY.indexOf(text[place] ?? ''),
    0,
  );
  return COMPANY[(31 - (sum % 31)) % 31] === text[17];
}
