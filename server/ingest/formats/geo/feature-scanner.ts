import { READING_LIMITS } from '../../../../rules/reading/limits.ts';
import { refuse } from '../../../../rules/reading/refusal.ts';
import type { JsonHandlers, ScalarKind } from '../json/json-scanner.ts';
import { isObject, JsonBuilder, stringOf, type JsonValue } from './json-value.ts';

export type JsonObject = ReadonlyMap<string, JsonValue>;

/** What one record may weigh while it is put together, in characters. */
const HEAVIEST = READING_LIMITS.rowCharacters * 4;

/**
 * Takes a GeoJSON text apart: hands over every feature of a collection, or of an array, else each document, and holds
 * one at a time.
 */
export class FeatureScanner implements JsonHandlers {
  /** Members of the last collection: `type`, `crs`, `name`. */
  collection: JsonObject = new Map();
  private readonly onFeature: (feature: JsonValue) => void;
  private readonly builder = new JsonBuilder();
  private readonly members = new JsonBuilder();
  /** Open arrays and objects. */
  private depth = 0;
  /** Depth inside which every value is a feature; 0 outside of such an array. */
  private list = 0;
  private isCollection = false;
  private pendingKey = '';
  private features = 0;

  constructor(onFeature: (feature: JsonValue) => void) {
    this.onFeature = onFeature;
  }

  open(kind: '{' | '['): void {
    const isList =
      kind === '[' &&
      this.list === 0 &&
      (this.depth === 0 || (this.depth === 1 && this.pendingKey === 'features'));
    this.depth++;
    if (isList) {
      this.isCollection ||= this.depth === 2;
      this.list = this.depth;
    } else this.target().open(kind);
  }

  close(): void {
    const isList = this.list === this.depth;
    this.depth--;
    if (isList) this.list = 0;
    else this.target().close();
    if (this.depth === 0) this.endDocument();
    else if (this.depth === this.list) this.emit(this.builder.take());
  }

  key(name: string): void {
    if (this.depth === 1) this.pendingKey = name;
    this.target().key(name);
  }

  scalar(text: string, kind: ScalarKind): void {
    const target = this.target();
    target.scalar(text, kind);
    if (target.weight > HEAVIEST)
      refuse('too-large', 'geometry-too-long', {
        row: this.features + 1,
        limit: READING_LIMITS.rowCharacters,
      });
    if (this.depth === this.list && this.depth > 0) this.emit(this.builder.take());
  }

  private target(): JsonBuilder {
    return this.list > 0 ? this.builder : this.members;
  }

  private endDocument(): void {
    const document = this.members.take();
    if (this.isCollection && isObject(document)) this.collection = document;
    else if (document !== undefined) this.emit(document);
    this.isCollection = false;
  }

  private emit(feature: JsonValue | undefined): void {
    if (feature === undefined) return;
    this.features++;
    this.onFeature(feature);
  }
}

const GEOMETRY_TYPES = new Set([
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]);

/** A feature taken apart: members of its own, its properties, its geometry. */
export interface Feature {
  members: JsonObject;
  properties: JsonObject;
  geometry: JsonValue | undefined;
  /** It is a feature or a geometry by its `type`. */
  isGeographic: boolean;
}

const FEATURE_MEMBERS = new Set(['type', 'properties', 'geometry', 'bbox']);
const GEOMETRY_MEMBERS = new Set(['type', 'coordinates', 'geometries', 'bbox', 'crs']);
const NONE: JsonObject = new Map();

const others = (value: JsonObject, known: ReadonlySet<string>): JsonObject =>
  new Map([...value].filter(([name]) => !known.has(name)));

export function featureOf(value: JsonValue): Feature {
  if (!isObject(value)) return { members: NONE, properties: NONE, geometry: undefined, isGeographic: false };
  const type = stringOf(value.get('type')) ?? '';
  if (GEOMETRY_TYPES.has(type) && (value.has('coordinates') || value.has('geometries')))
    return {
      members: others(value, GEOMETRY_MEMBERS),
      properties: NONE,
      geometry: value,
      isGeographic: true,
    };
  const properties = value.get('properties');
  return {
    members: others(value, FEATURE_MEMBERS),
    properties: isObject(properties) ? properties : NONE,
    geometry: value.get('geometry'),
    isGeographic: type === 'Feature' && (value.has('geometry') || value.has('properties')),
  };
}
