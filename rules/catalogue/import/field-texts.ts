import type { CatalogueField } from '../catalogue.schema.ts';
import { initialsOf, possibleInitials } from './initials.ts';

const ESCAPES: Record<string, string> = { '\\': '\\\\', '|': '\\|', '\n': '\\n', '\r': '\\r' };
const UNESCAPES: Record<string, string> = { '\\': '\\', '|': '|', n: '\n', r: '\r' };

const escaped = (text: string): string => text.replaceAll(/[\\|\n\r]/g, (mark) => ESCAPES[mark] ?? mark);

/** Names as exports list them. */
export const namesText = (fields: readonly CatalogueField[], separator: string): string =>
  fields.map(({ name }) => name).join(separator);

/** One field a line: `name|label|description`. */
export const detailsText = (fields: readonly CatalogueField[]): string =>
  fields.map(({ name, label, description }) => [name, label, description].map(escaped).join('|')).join('\n');

/** True when the names alone do not say all of the fields. */
export const needsDetails = (fields: readonly CatalogueField[], separator: string): boolean =>
  JSON.stringify(fieldsOfNames(namesText(fields, separator), separator)) !== JSON.stringify(fields);

/**
 * Fields known by name; a name that comes again is counted, an empty one left out. Portals list some fields twice, as
 * `ssjd` and as 所属街道: where the letters are the initials of one name alone, that is its label.
 */
export function fieldsOfNames(text: string, separator: string): CatalogueField[] {
  const names = text.split(separator).map((name) => name.trim());
  const labels = labelsByInitials(names);
  const taken = new Set(labels.values());
  return distinct(
    names
      .filter((name) => !taken.has(name))
      .map((name) => ({ name, label: labels.get(name) ?? '', description: '' })),
  );
}

export const isChinese = (name: string): boolean => /\p{Script=Han}/u.test(name);

/** By their Latin names; initials that stand for several names, or are several names, tell nothing. */
function labelsByInitials(names: readonly string[]): Map<string, string> {
  const once = names.filter((name) => name !== '' && names.indexOf(name) === names.lastIndexOf(name));
  const latin = Map.groupBy(
    once.filter((name) => !isChinese(name)),
    initialsOf,
  );
  const labels = new Map<string, string>();
  if (latin.size === 0) return labels;
  const chinese = new Map<string, string[]>();
  for (const name of once.filter(isChinese)) {
    for (const initials of new Set(possibleInitials(name)))
      chinese.set(initials, [...(chinese.get(initials) ?? []), name]);
  }
  for (const [initials, [name, another]] of latin) {
    const [label, other] = chinese.get(initials) ?? [];
    const isOne = another === undefined && other === undefined && initials.length > 1;
    if (isOne && name !== undefined && label !== undefined) labels.set(name, label);
  }
  return labels;
}

export const fieldsOfDetails = (text: string): CatalogueField[] =>
  distinct(
    text.split('\n').map((line) => {
      const [name = '', label = '', description = ''] = partsOf(line);
      return { name, label, description };
    }),
  );

function partsOf(line: string): string[] {
  const parts = [''];
  const marks = line.matchAll(/\\(.)|\||[^\\|]+|\\/g);
  for (const [mark, escape] of marks) {
    if (mark === '|') parts.push('');
    else parts.push((parts.pop() ?? '') + (escape === undefined ? mark : (UNESCAPES[escape] ?? mark)));
  }
  return parts;
}

const MOST = { fields: 5000, name: 200, label: 500, description: 2000 };

function distinct(fields: readonly CatalogueField[]): CatalogueField[] {
  const seen = new Set<string>();
  const named = fields.filter(({ name }) => name !== '').slice(0, MOST.fields);
  return named.map(({ name, label, description }) => {
    const cut = name.slice(0, MOST.name);
    let free = cut;
    for (let number = 2; seen.has(free); number += 1) free = `${cut.slice(0, MOST.name - 5)}_${number}`;
    seen.add(free);
    return {
      name: free,
      label: label.slice(0, MOST.label),
      description: description.slice(0, MOST.description),
    };
  });
}
