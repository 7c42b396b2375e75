import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import { attribute, plainText, type XmlHandlers } from '../xml-scanner.ts';
import { isKmlGeometry, type KmlGeometry } from './kml-geometry.ts';

export interface Placemark {
  /** Texts by the name of their element or data, in the order of the file. */
  values: ReadonlyMap<string, string>;
  geometries: readonly KmlGeometry[];
}

/** How a placemark looks is no data of it. */
const LOOKS = new Set(['styleUrl', 'visibility', 'open', 'Style', 'StyleMap', 'Camera', 'LookAt', 'Region']);
/** Elements whose own name says less than that of what they hold. */
const WRAPPERS = new Set(['TimeStamp', 'TimeSpan', 'ExtendedData', 'SchemaData']);
/** Folders that a placemark lies in, outermost first. */
const FOLDER = 'folder';

/** Hands over the placemarks of a KML text, one at a time. Nothing that it refers to is fetched. */
export class KmlScanner implements XmlHandlers {
  private readonly part: string;
  private readonly onPlacemark: (placemark: Placemark) => void;
  private readonly path: string[] = [];
  private readonly folders: { depth: number; name: string }[] = [];
  private values: Map<string, string> | null = null;
  private geometries: KmlGeometry[] = [];
  private readonly unfinished: KmlGeometry[] = [];
  private dataName = '';
  private texts: string[] = [];
  private characters = 0;
  /** Depth inside which everything is passed over; 0 for none. */
  private ignored = 0;
  private placemarks = 0;

  constructor(part: string, onPlacemark: (placemark: Placemark) => void) {
    this.part = part;
    this.onPlacemark = onPlacemark;
  }

  open(name: string, attributes: string): void {
    this.path.push(name);
    if (this.path.length > READING_LIMITS.depth) this.damaged();
    this.texts = [];
    if (this.ignored > 0) return;
    if (name === 'Folder') this.folders.push({ depth: this.path.length, name: '' });
    else if (name === 'Placemark') this.begin();
    else if (this.values) this.openInside(name, attributes);
  }

  close(name: string): void {
    if (this.path.at(-1) !== name) this.damaged();
    const text = this.takeText();
    if (this.ignored > 0) {
      if (this.path.length === this.ignored) this.ignored = 0;
    } else if (name === 'Placemark') this.emit();
    else if (this.values) this.closeInside(name, text);
    else this.closeOutside(name, text);
    this.path.pop();
  }

  text(raw: string): void {
    if (this.ignored > 0) return;
    this.characters += raw.length;
    if (this.characters > READING_LIMITS.rowCharacters)
      refuse('too-large', 'geometry-too-long', {
        row: this.placemarks + 1,
        limit: READING_LIMITS.rowCharacters,
      });
    this.texts.push(raw);
  }

  /** Must be called once after the last piece. */
  end(): void {
    if (this.path.length > 0) this.damaged();
  }

  private damaged(): never {
    return refuse('unreadable-file', 'damaged-kml', { part: this.path.at(-1) ?? this.part });
  }

  private takeText(): string {
    const text = plainText(this.texts.join('')).trim();
    this.texts = [];
    return text;
  }

  private begin(): void {
    this.values = new Map();
    this.geometries = [];
    this.characters = 0;
    const names = this.folders.map(({ name }) => name).filter((name) => name !== '');
    if (names.length > 0) this.values.set(FOLDER, names.join(' / '));
  }

  private openInside(name: string, attributes: string): void {
    if (LOOKS.has(name)) this.ignored = this.path.length;
    else if (isKmlGeometry(name)) this.openGeometry(name);
    else if (name === 'Data' || name === 'SimpleData') this.dataName = attribute(attributes, 'name') ?? '';
  }

  /** A ring belongs to the polygon around it; any other geometry to the one of many around it. */
  private openGeometry(kind: KmlGeometry['kind']): void {
    const around = this.unfinished.at(-1);
    if (kind === 'LinearRing' && around?.kind === 'Polygon') return;
    const made: KmlGeometry = { kind, coordinates: [], members: [] };
    (around?.kind === 'MultiGeometry' ? around.members : this.geometries).push(made);
    this.unfinished.push(made);
  }

  private closeInside(name: string, text: string): void {
    const around = this.unfinished.at(-1);
    if (around) {
      if (name === 'coordinates') around.coordinates.push(text);
      else if (name === around.kind) this.unfinished.pop();
      return;
    }
    const parent = this.path.at(-2) ?? '';
    if (name === 'SimpleData' || (name === 'value' && parent === 'Data')) this.set(this.dataName, text);
    else if (name !== 'Data' && name !== 'displayName' && (parent === 'Placemark' || WRAPPERS.has(parent)))
      if (!WRAPPERS.has(name)) this.set(name, text);
  }

  private set(name: string, text: string): void {
    if (name !== '' && text !== '') this.values?.set(name, text);
  }

  private closeOutside(name: string, text: string): void {
    const folder = this.folders.at(-1);
    if (name === 'Folder') this.folders.pop();
    else if (name === 'name' && folder?.depth === this.path.length - 1) folder.name = text;
    this.characters = 0;
  }

  private emit(): void {
    const { values, geometries } = this;
    this.values = null;
    this.unfinished.length = 0;
    this.placemarks++;
    if (values) this.onPlacemark({ values, geometries });
  }
}
