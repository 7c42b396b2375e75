import type { Field } from '../datasets/list-entry.schema.ts';
import type { Finding } from '../findings/finding.schema.ts';
import type { VersionManifest } from './version.schema.ts';

type Checked = Pick<VersionManifest, 'rows'> & {
  columns: readonly Pick<VersionManifest['columns'][number], 'name' | 'label' | 'type'>[];
};

const finding = (code: string, args: Finding['args'] = {}, blocks = true): Finding => ({
  code,
  pointer: '',
  args,
  provision: 'xz-16-1',
  blocks,
});

/** What keeps a new version from serving, judged against the fields on the list (empty list: the first version). */
export function checkVersion(
  { rows, columns }: Checked,
  fields: readonly Field[],
  leftOut: number,
): Finding[] {
  const found: Finding[] = [];
  if (rows === 0) found.push(finding('no-rows'));
  if (leftOut > 0) found.push(finding('rows-left-out', { rows: leftOut }, false));
  if (fields.length === 0) return found;
  const present = new Map(columns.map((column) => [column.name, column]));
  for (const field of fields) {
    const column = present.get(field.name);
    if (!column) found.push(finding('field-gone', { field: field.label || field.name }));
    else if (!fits(column.type, field.type)) {
      found.push(
        finding('type-changed', { field: field.label || field.name, listed: field.type, found: column.type }),
      );
    }
  }
  const listed = new Set(fields.map(({ name }) => name));
  for (const column of columns) {
    if (!listed.has(column.name)) found.push(finding('field-new', { field: column.label || column.name }));
  }
  return found;
}

/** A narrower type serves where a wider one is promised: all integers are decimals, everything is text. */
const fits = (found: string, listed: string): boolean =>
  found === listed || listed === 'text' || (listed === 'decimal' && found === 'integer');
