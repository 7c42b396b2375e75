import { READING_LIMITS } from '../../../../../rules/reading/limits.ts';
import type { Archive } from '../../archive.ts';
import { attribute } from '../../xml-scanner.ts';
import type { SheetOutline } from '../sheet-source.ts';
import { cellPlace } from './cell-place.ts';

const MAX_MERGES = 100_000;
const MAX_HIDDEN = 100;
const MARKED = /<(?:\w+:)?(row|mergeCell|col)\s([^>]*)>/g;
/** No tag that is looked for is longer. */
const OVERLAP = 1024;

/** Runs over the text of a sheet for its merged ranges and hidden columns, several times as fast as reading it. */
export async function outlineSheet(archive: Archive, part: string): Promise<SheetOutline> {
  const outline: SheetOutline = { rows: 0, merges: [], hiddenColumns: [] };
  let rest = '';
  for await (const chunk of archive.texts(part)) {
    const text = rest + chunk;
    let last = 0;
    for (const match of text.matchAll(MARKED)) {
      last = match.index + match[0].length;
      if (match[1] === 'row') outline.rows++;
      else takeMark(outline, match[1] ?? '', ` ${match[2] ?? ''}`);
    }
    rest = text.slice(Math.max(last, text.length - OVERLAP));
  }
  return outline;
}

/** Takes a merged range or a description of columns. */
export function takeMark(
  outline: Pick<SheetOutline, 'merges' | 'hiddenColumns'>,
  name: string,
  attributes: string,
): void {
  if (name === 'mergeCell') {
    const [from, to] = (attribute(attributes, 'ref') ?? '').split(':').map(cellPlace);
    if (from && to && outline.merges.length < MAX_MERGES)
      outline.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    return;
  }
  if (name !== 'col' || !/^(1|true)$/.test(attribute(attributes, 'hidden') ?? '')) return;
  const first = Number(attribute(attributes, 'min'));
  const last = Math.min(Number(attribute(attributes, 'max')), READING_LIMITS.columns);
  for (let column = first; column <= last && outline.hiddenColumns.length < MAX_HIDDEN; column++)
    outline.hiddenColumns.push(column);
}
