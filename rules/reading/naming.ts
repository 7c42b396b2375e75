import { trimmed } from './missing.ts';

const WINDOWS = new TextDecoder('windows-1252');

/**
 * Line breaks and runs of blanks inside a header cell become one space; unseen control characters become the marks that
 * the same bytes are in Windows-1252, such as quotes and dashes.
 */
const headerText = (cell: string): string =>
  trimmed(cell)
    .replace(/[\s\u3000\u00a0]+/g, ' ')
    .replace(/[\u0080-\u009f]/g, (mark) => WINDOWS.decode(Uint8Array.of(mark.charCodeAt(0))));

/**
 * The texts of the header rows, level by level, blank rows aside. In every level but the last, an empty cell takes its left neighbour's
 * text (a merged header), but only where a level below says something.
 */
export function headerLevels(headerRows: readonly (readonly string[])[], width: number): string[][] {
  const written = headerRows.filter((row) => row.some((cell) => headerText(cell) !== ''));
  return written.map((row, level) => {
    const texts = Array.from({ length: width }, (_, i) => headerText(row[i] ?? ''));
    if (level === written.length - 1) return texts;
    const below = written.slice(level + 1);
    let last = '';
    return texts.map((text, i) => {
      if (text !== '') last = text;
      else if (below.some((lower) => headerText(lower[i] ?? '') !== '')) return last;
      else last = '';
      return text;
    });
  });
}

/** Labels of the columns from the header rows: levels joined with `_`, a level that repeats the one above it once. */
export function columnLabels(headerRows: readonly (readonly string[])[], width: number): string[] {
  const levels = headerLevels(headerRows, width);
  return Array.from({ length: width }, (_, i) => {
    const parts = levels.map((level) => level[i] ?? '').filter((text) => text !== '');
    return parts.filter((text, at) => text !== parts[at - 1]).join('_');
  });
}

/**
 * Unique names: the label, `_2`, `_3`… added to later ones that repeat; `column_N` where there is no label. Names that
 * differ only in case count as the same, because the engine cannot tell them apart.
 */
export function columnNames(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label, i) => {
    const base = label === '' ? `column_${i + 1}` : label;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
