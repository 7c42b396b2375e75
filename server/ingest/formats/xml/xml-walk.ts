import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { decodedTexts, type TextEncoding } from '../../text-encoding.ts';
import type { OnChunk } from '../format.ts';
import { createXmlScanner, plainText, type XmlScanner } from '../xml-scanner.ts';

/** What stands in a well-formed document, in order; names with their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: readonly (readonly [string, string])[]): void;
  close(): void;
  /** Text between tags, never blank, entities resolved. */
  text(text: string): void;
}

const ATTRIBUTE = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const SHOWN = 30;

/** Attributes in order, without those that name namespaces. */
function attributesOf(raw: string): [string, string][] {
  if (!raw.includes('=')) return [];
  return [...raw.matchAll(ATTRIBUTE)]
    .filter(([, name = '']) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([, name = '', double, single]) => [name, plainText(double ?? single ?? '')]);
}

/** Holds a document to its form: tags that match, one root, no more than so many levels. */
class Walk {
  private readonly visitor: XmlVisitor;
  private readonly names: string[] = [];
  private hasRoot = false;
  /** Whether the text has anything beyond ASCII, so that its encoding shows. */
  isTelling = false;
  private readonly scanner: XmlScanner;

  constructor(visitor: XmlVisitor) {
    this.visitor = visitor;
    this.scanner = createXmlScanner('XML', this, {
      qualified: true,
      doctype: (declares) => {
        if (declares) refuse('unreadable-file', 'xml-doctype', this.scanner.place());
      },
      broken: () => this.cut(),
    });
  }

  push(text: string): void {
    this.isTelling ||= /\P{ASCII}/u.test(text);
    this.scanner.push(text);
  }

  end(): void {
    this.scanner.end();
    if (this.names.length > 0 || !this.hasRoot) this.cut();
  }

  open(name: string, attributes: string): void {
    if (this.names.length === 0 && this.hasRoot) this.bad(`<${name}`);
    if (this.names.length >= READING_LIMITS.depth)
      refuse('too-large', 'too-deep', { limit: READING_LIMITS.depth, ...this.scanner.place() });
    this.hasRoot = true;
    this.names.push(name);
    this.visitor.open(name, attributesOf(attributes));
  }

  close(name: string): void {
    if (this.names.pop() !== name) this.bad(`</${name}>`);
    this.visitor.close();
  }

  text(raw: string): void {
    if (raw.trim() === '') return;
    if (this.names.length === 0) return this.bad(raw.trim());
    this.visitor.text(plainText(raw));
  }

  private bad(found: string): never {
    return refuse('unreadable-file', 'bad-xml', { found: found.slice(0, SHOWN), ...this.scanner.place() });
  }

  private cut(): never {
    return refuse('unreadable-file', 'xml-cut', this.scanner.place());
  }
}

/** Goes through a document; answers whether any of its characters is beyond ASCII. */
export async function walkXml(
  path: string,
  encoding: TextEncoding,
  visitor: XmlVisitor,
  onChunk?: OnChunk,
): Promise<boolean> {
  const walk = new Walk(visitor);
  for await (const text of decodedTexts(path, encoding)) {
    walk.push(text);
    await onChunk?.();
  }
  walk.end();
  return walk.isTelling;
}
