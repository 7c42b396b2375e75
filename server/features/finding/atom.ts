export interface AtomEntry {
  id: string;
  title: string;
  link: string;
  updated: string;
  published: string;
  summary: string;
  author: string;
  category: string;
}

export interface AtomFeed {
  title: string;
  /** Its own address: also its id. */
  self: string;
  /** The page that shows the same. */
  page: string;
  author: string;
  entries: readonly AtomEntry[];
}

/** When nothing was ever in it. */
const NEVER = '1970-01-01T00:00:00Z';
/** What XML 1.0 cannot carry, not even escaped. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text.replaceAll(NO_XML, '').replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** RFC 4287; the newest of its entries says when it changed, so that the same entries are the same bytes. */
export function atomOf({ title, self, page, author, entries }: AtomFeed): string {
  const updated = entries.reduce((latest, entry) => (entry.updated > latest ? entry.updated : latest), NEVER);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${escaped(self)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${updated}</updated>`,
    `<author><name>${escaped(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...entries.map(entryOf),
    '</feed>\n',
  ].join('\n');
}

const entryOf = ({ id, title, link, updated, published, summary, author, category }: AtomEntry): string =>
  [
    '<entry>',
    `<id>${escaped(id)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${updated}</updated>`,
    `<published>${published}</published>`,
    `<author><name>${escaped(author)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${escaped(link)}"/>`,
    `<category term="${escaped(category)}"/>`,
    `<summary>${escaped(summary)}</summary>`,
    '</entry>',
  ].join('\n');
