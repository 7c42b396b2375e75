import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { OWN_TEXT } from './xml-survey.ts';
import type { XmlVisitor } from './xml-walk.ts';

/** An element that a record is made of: its attributes (`@name`), its children by name, its own text. */
interface Element {
  parts: Map<string, (Element | string)[]>;
  text: string;
}

/** Line breaks around a text are the layout of the document. */
const withoutLayout = (text: string): string => text.replace(/^\s*\n\s*|\s*\n\s*$/g, '');

const ownText = (element: Element): string => withoutLayout(element.text);

type Plain = string | Plain[] | { [name: string]: Plain };

function plain(value: Element | string): Plain {
  if (typeof value === 'string') return value;
  const text = ownText(value);
  if (value.parts.size === 0) return text;
  const members = [...value.parts].map(([name, values]): [string, Plain] => [name, onlyOrAll(values)]);
  return Object.fromEntries(text === '' ? members : [...members, [OWN_TEXT, text]]);
}

const onlyOrAll = (values: readonly (Element | string)[]): Plain => {
  const [first] = values;
  return values.length === 1 && first !== undefined ? plain(first) : values.map(plain);
};

/** A text as it is; anything else as JSON. */
function cellOf(values: readonly (Element | string)[] | undefined): string {
  if (!values) return '';
  const value = onlyOrAll(values);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Hands over the elements at one path as records; the cells are valid only during the call. */
export class XmlRecords implements XmlVisitor {
  private readonly path: readonly string[];
  private readonly labels: readonly string[];
  private readonly onRecord: (cells: readonly string[]) => void;
  private depth = 0;
  /** How many of the open elements lead to the records. */
  private matched = 0;
  private readonly building: Element[] = [];
  private size = 0;
  private row = 0;

  constructor(
    path: readonly string[],
    labels: readonly string[],
    onRecord: (cells: readonly string[]) => void,
  ) {
    this.path = path;
    this.labels = labels;
    this.onRecord = onRecord;
  }

  open(name: string, attributes: readonly (readonly [string, string])[]): void {
    const parent = this.building.at(-1);
    const leads = this.matched === this.depth && this.path[this.depth] === name;
    this.depth++;
    if (leads) this.matched++;
    if (!parent && !(leads && this.depth === this.path.length)) return;
    const element: Element = { parts: new Map(), text: '' };
    for (const [attribute, value] of attributes) this.put(element, `@${attribute}`, value);
    if (parent) this.put(parent, name, element);
    this.building.push(element);
  }

  close(): void {
    this.depth--;
    if (this.matched > this.depth) this.matched = this.depth;
    const element = this.building.pop();
    if (element && this.building.length === 0) this.emit(element);
  }

  text(text: string): void {
    const element = this.building.at(-1);
    if (!element) return;
    element.text += text;
    this.grow(text.length);
  }

  private put(element: Element, name: string, value: Element | string): void {
    const values = element.parts.get(name);
    if (values) values.push(value);
    else element.parts.set(name, [value]);
    this.grow(name.length + (typeof value === 'string' ? value.length : 0));
  }

  private grow(by: number): void {
    this.size += by;
    const limit = READING_LIMITS.cellCharacters;
    if (this.size > limit) refuse('too-large', 'cell-too-long', { limit, row: this.row + 1, column: 1 });
  }

  private emit(element: Element): void {
    this.row++;
    this.size = 0;
    const isLeaf =
      this.labels.length === 1 && this.labels[0] === this.path.at(-1) && element.parts.size === 0;
    this.onRecord(
      isLeaf
        ? [ownText(element)]
        : this.labels.map((label) =>
            label === OWN_TEXT ? ownText(element) : cellOf(element.parts.get(label)),
          ),
    );
  }
}
