import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { ownText } from '../own-text.ts';
import type { XmlVisitor } from './xml-walk.ts';

/** Different elements, by where they stand, that one document may have. */
const MOST_NODES = 20_000;
export const OWN_TEXT = '#text';

/** All elements of one name in one place. */
export class XmlNode {
  readonly name: string;
  readonly path: readonly string[];
  readonly children = new Map<string, XmlNode>();
  /** Attributes (`@name`), child elements and `#text`, in order of first sight. */
  readonly columns = new Set<string>();
  count = 0;
  /** Most of them beside each other in one parent. */
  most = 0;

  constructor(name: string, path: readonly string[]) {
    this.name = name;
    this.path = path;
  }
}

export interface XmlTable {
  path: readonly string[];
  rows: number;
  labels: string[];
}

interface Frame {
  node: XmlNode;
  /** How many children of each name there are. */
  seen: Map<XmlNode, number>;
}

/** Notes which elements a document has, where, and how often they repeat. */
export class XmlSurvey implements XmlVisitor {
  private readonly top = new XmlNode('', []);
  private readonly stack: Frame[] = [{ node: this.top, seen: new Map() }];
  private nodes = 0;

  open(name: string, attributes: readonly (readonly [string, string])[]): void {
    const parent = this.stack.at(-1);
    if (!parent) return;
    const node = parent.node.children.get(name) ?? this.added(parent.node, name);
    parent.node.columns.add(node.name);
    node.count++;
    const seen = (parent.seen.get(node) ?? 0) + 1;
    parent.seen.set(node, seen);
    if (seen > node.most) node.most = seen;
    for (const [attribute] of attributes) addAttribute(node, attribute);
    this.stack.push({ node, seen: new Map() });
  }

  close(): void {
    this.stack.pop();
  }

  text(): void {
    this.stack.at(-1)?.node.columns.add(OWN_TEXT);
  }

  private added(parent: XmlNode, given: string): XmlNode {
    const name = ownText(given);
    if (++this.nodes > MOST_NODES)
      refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
    const node = new XmlNode(name, [...parent.path, name]);
    parent.children.set(name, node);
    return node;
  }

  /**
   * The elements that repeat and are inside no other that does, those with the most cells first; then those inside them
   * that look like records. Where nothing repeats, the innermost element that holds all the rest is the one record.
   */
  tables(): XmlTable[] {
    const { outer, inner } = repeatedIn(this.top);
    const cells = ({ count, columns }: XmlNode): number => count * Math.max(1, columns.size);
    const byCells = (a: XmlNode, b: XmlNode): number => cells(b) - cells(a);
    const nodes = [...outer.sort(byCells), ...inner.filter(isRecord).sort(byCells)];
    const found = nodes.length > 0 ? nodes : [onlyRecord(this.top)].filter((node) => node.columns.size > 0);
    if (found.length === 0) refuse('unsupported-format', 'xml-without-records');
    return found.slice(0, READING_LIMITS.tables).map(tableOf);
  }
}

function addAttribute({ columns }: XmlNode, attribute: string): void {
  const name = `@${attribute}`;
  if (!columns.has(name)) columns.add(ownText(name));
  if (columns.size > READING_LIMITS.columns)
    refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
}

function repeatedIn(node: XmlNode): { outer: XmlNode[]; inner: XmlNode[] } {
  const outer: XmlNode[] = [];
  const inner: XmlNode[] = [];
  for (const child of node.children.values()) {
    const below = repeatedIn(child);
    if (child.most > 1) {
      outer.push(child);
      inner.push(...below.outer, ...below.inner);
    } else {
      outer.push(...below.outer);
      inner.push(...below.inner);
    }
  }
  return { outer, inner };
}

const isRecord = ({ columns }: XmlNode): boolean =>
  columns.size > 1 && [...columns].some((name) => /^[^@#]/.test(name));

function onlyRecord(top: XmlNode): XmlNode {
  for (let node = top; ;) {
    const [child] = node.children.values();
    const isShell = child && node.columns.size === 1 && child.columns.size > 0 && !isLeaf(child);
    if (!isShell && node !== top) return node;
    if (!child) return node;
    node = child;
  }
}

const isLeaf = ({ columns }: XmlNode): boolean => columns.size === 1 && columns.has(OWN_TEXT);

function tableOf(node: XmlNode): XmlTable {
  if (node.columns.size > READING_LIMITS.columns)
    refuse('too-large', 'too-many-columns', { row: 1, limit: READING_LIMITS.columns });
  const labels = node.columns.size === 0 || isLeaf(node) ? [node.name] : [...node.columns];
  return { path: node.path, rows: node.count, labels };
}
