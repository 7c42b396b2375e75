export interface HeadSpan {
  text: string;
  span: number;
  /** Counts from 0. */
  place: number;
}

/**
 * The cells of a header row as a reader sees them: in a level above others, a text goes on over the empty or equal
 * cells after it, as in the merged cell that it came from.
 */
export function headSpans(cells: readonly string[], width: number, isLast: boolean): HeadSpan[] {
  const spans: HeadSpan[] = [];
  for (let place = 0; place < width; place += 1) {
    const text = cells[place] ?? '';
    const before = spans.at(-1);
    if (!isLast && before && before.text !== '' && (text === before.text || text === '')) before.span += 1;
    else spans.push({ text, span: 1, place });
  }
  return spans;
}
