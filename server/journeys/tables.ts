/** Independent of our own readers: RFC 4180 over decoded text, nothing inferred; blanks behind a closing quote are none of the cell. */
export function parseCsv(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let closed = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || cell !== '') rows.push(row);
    row = [];
    [cell, closed] = ['', false];
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else [quoted, closed] = [false, true];
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === delimiter) {
      row.push(cell);
      [cell, closed] = ['', false];
    } else if (letter === '\n') endRow();
    else if (letter !== '\r' && !(closed && (letter === ' ' || letter === '\t'))) cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

const MISSING = new Set(['', 'NA', 'N/A', 'null', 'NULL', 'None', 'nan', 'NaN', '-', '—', '--']);

/** Whether an exported value says what the source's cell said, under the type that the column was given. */
export function saysTheSame(source: string, exported: string, type: string): boolean {
  if (source === exported) return true;
  if (type === 'text') return source.trim() === '' && exported === '';
  if (MISSING.has(source.trim())) return exported === '';
  if (type === 'integer' || type === 'decimal') return plainNumber(source) === plainNumber(exported);
  if (type === 'boolean') return ['true', 'false'].includes(exported);
  return parts(source).join('-') === parts(exported).join('-');
}

/** The same number as far as a double holds it: for a reader that turns exact decimals into doubles. */
export const saysNearly = (source: string, exported: string, type: string): boolean =>
  saysTheSame(source, exported, type) ||
  (type === 'decimal' && Math.abs(Number(source) - Number(exported)) <= Math.abs(Number(source)) * 1e-15 * 4);

/** Exact for plain decimals: sign, digits without leading zeros, fraction without trailing ones. */
function plainNumber(text: string): string {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim().replaceAll(',', ''));
  if (!match) return String(Number(text));
  const [, sign, whole, fraction] = match;
  const digits = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Year, month, day, hour… as numbers, zeros at the end left out. */
function parts(text: string): number[] {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  const found = compact ? compact.slice(1).map(Number) : (text.match(/\d+/g) ?? []).map(Number);
  while (found.at(-1) === 0) found.pop();
  return found;
}
