import { SaxesParser } from 'saxes';

const ATOM = 'http://www.w3.org/2005/Atom';
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** How often each element may stand in another, as RFC 4287 has it (4.1.1, 4.1.2, 3.2): at least and at most. */
const MEANT: Readonly<Record<string, Readonly<Record<string, readonly [least: number, most: number]>>>> = {
  feed: {
    ...{ id: [1, 1], title: [1, 1], updated: [1, 1], subtitle: [0, 1], generator: [0, 1], icon: [0, 1] },
    ...{ logo: [0, 1], rights: [0, 1], author: [0, Infinity], contributor: [0, Infinity] },
    ...{ category: [0, Infinity], link: [0, Infinity], entry: [0, Infinity] },
  },
  entry: {
    ...{ id: [1, 1], title: [1, 1], updated: [1, 1], published: [0, 1], summary: [0, 1], rights: [0, 1] },
    ...{ content: [0, 1], source: [0, 1], author: [0, Infinity], contributor: [0, Infinity] },
    ...{ category: [0, Infinity], link: [0, Infinity] },
  },
  author: { name: [1, 1], uri: [0, 1], email: [0, 1] },
};

interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

/** What keeps a text from being a feed of RFC 4287; throws where it is no XML. */
export function atomFaults(xml: string): string[] {
  const root = read(xml);
  if (root?.name !== 'feed') return ['the document is no feed'];
  const entries = root.children.filter(({ name }) => name === 'entry');
  const ids = entries.map((entry) => textOf(entry, 'id'));
  const own = root.children.some(({ name }) => name === 'author') ? [] : entries;
  return [
    ...faultsIn(root),
    ...(new Set(ids).size < ids.length ? ['two entries have one id'] : []),
    ...own.filter((entry) => textOf(entry, 'author') === '').map(() => 'nobody is the author of an entry'),
  ];
}

const textOf = ({ children }: Element, wanted: string): string => {
  const found = children.find(({ name }) => name === wanted);
  return found ? found.text + found.children.map(({ text }) => text).join('') : '';
};

function read(xml: string): Element | undefined {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== ATOM) throw new Error(`${local} is none of Atom's`);
    const given = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    const attributesGiven = Object.fromEntries(given) as Record<string, string>;
    const element: Element = { name: local, attributes: attributesGiven, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    const now = open.at(-1);
    if (now) now.text += text.trim();
  });
  parser.write(xml).close();
  return top.children[0];
}

function faultsIn(element: Element): string[] {
  const { name, attributes, children, text } = element;
  const allowed = MEANT[name] ?? {};
  const counted = Object.entries(allowed).flatMap(([each, [least, most]]) => {
    const count = children.filter((child) => child.name === each).length;
    return count < least || count > most ? [`${name} has ${String(count)} of ${each}`] : [];
  });
  const strange = children
    .filter((child) => !(child.name in allowed))
    .map((child) => `${child.name} in ${name}`);
  const links = children
    .filter((child) => child.name === 'link' && child.attributes['rel'] === 'alternate')
    .map((link) => `${link.attributes['type'] ?? ''} ${link.attributes['hreflang'] ?? ''}`);
  return [
    ...counted,
    ...strange,
    ...(new Set(links).size < links.length ? [`${name} has two alternates of one kind`] : []),
    ...((name === 'updated' || name === 'published') && !MOMENT.test(text) ? [`${name}: ${text}`] : []),
    ...(name === 'id' && !URL.canParse(text) ? [`id: ${text}`] : []),
    ...(name === 'link' && !URL.canParse(attributes['href'] ?? '')
      ? [`link: ${attributes['href'] ?? ''}`]
      : []),
    ...(name === 'category' && attributes['term'] === undefined ? ['a category without a term'] : []),
    ...children.flatMap(faultsIn),
  ];
}
