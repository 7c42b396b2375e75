import type { TSchema } from 'typebox';
import type { Operation } from '../../../rules/api/operation.ts';

export const PLACES = ['params', 'query', 'body'] as const;
export type Place = (typeof PLACES)[number];

export interface Parameter {
  name: string;
  place: Place;
  type: string;
  description: string;
  required: boolean;
  /** As JSON, when there is one. */
  default: string | undefined;
}

type Facts = Record<string, unknown>;
/** TypeBox schemas are JSON Schema with marks of their own; this reads only the JSON Schema. */
const plain = (schema: TSchema): Facts => JSON.parse(JSON.stringify(schema)) as Facts;

function typeOf(schema: Facts): string {
  const { type, enum: values, const: only, anyOf, items } = schema;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(anyOf)) return anyOf.map((each) => typeOf(each as Facts)).join(' | ');
  if (type === 'array') return `${typeOf((items ?? {}) as Facts)}[]`;
  return typeof type === 'string' ? type : 'any';
}

/** What an operation takes, in the order path, query, body. */
export const parametersOf = (operation: Operation): Parameter[] =>
  PLACES.flatMap((place) => {
    const whole = plain(operation[place]);
    const required = new Set((whole['required'] as string[] | undefined) ?? []);
    return Object.entries((whole['properties'] ?? {}) as Record<string, Facts>).map(([name, schema]) => ({
      name,
      place,
      type: typeOf(schema),
      description: typeof schema['description'] === 'string' ? schema['description'] : '',
      required: place === 'params' || (required.has(name) && !('default' in schema)),
      default: 'default' in schema ? JSON.stringify(schema['default']) : undefined,
    }));
  });
