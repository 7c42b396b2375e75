import type { OnChunk } from '../format.ts';
import { createXmlScanner, type XmlHandlers } from '../xml-scanner.ts';

/** Runs over decoded XML; `part` names it in refusals. Stops early once `isDone` says so. */
export async function scanXml(
  texts: AsyncIterable<string>,
  part: string,
  handlers: Partial<XmlHandlers>,
  { onChunk, isDone }: { onChunk?: OnChunk | undefined; isDone?: () => boolean } = {},
): Promise<void> {
  const { elements } = handlers;
  const scanner = createXmlScanner(part, {
    open: (name, attributes) => handlers.open?.(name, attributes),
    close: (name) => handlers.close?.(name),
    text: (raw) => handlers.text?.(raw),
    ...(elements && { elements: (text: string, at: number) => elements.call(handlers, text, at) }),
  });
  for await (const text of texts) {
    scanner.push(text);
    await onChunk?.();
    if (isDone?.()) return;
  }
  scanner.end();
}

/** The count that an attribute gives, 1 where there is none; never more than `most`. */
export const countOf = (text: string | undefined, most: number): number => {
  const count = Number(text ?? 1);
  return count >= 1 ? Math.min(Math.floor(count), most) : 1;
};

export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Line ends as XML means them: each is one LF, whichever the file has. Those written as references stay. */
export const lineEnds = (raw: string): string => (raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw);
