import type { CatalogueForm } from '../../profile/catalogue-form.schema.ts';
import { initialsOf } from './initials.ts';
import { meaningOf } from './read-row.ts';

const LONGEST = 10;

/** `徐汇区人民政府` → `XHQRMZF`: the initials of what tells the body apart. */
function stemOf(name: string, prefixes: readonly string[]): string {
  const plain = name.replaceAll(/[（(][^）)]*[）)]/g, '');
  const prefix = prefixes.find((each) => plain.startsWith(each) && plain.length > each.length) ?? '';
  const initials = initialsOf(plain.slice(prefix.length)).replace(/^[0-9]+/, '');
  return (initials.length < 2 ? `${initials}JG` : initials).slice(0, LONGEST - 2);
}

/**
 * A code for each name: settled, or initials, with a number where they are taken. The same names beside the same codes
 * give the same codes, in whatever order they come.
 */
export function bodyCodes(
  names: readonly string[],
  taken: ReadonlySet<string>,
  { bodyCodes: settled, bodyPrefixes }: CatalogueForm,
): Map<string, string> {
  const used = new Set([...taken, ...Object.values(settled)]);
  const codes = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    const stem = stemOf(name, bodyPrefixes);
    const fixed = meaningOf(name, settled);
    let code = fixed ?? stem;
    for (let number = 2; fixed === undefined && used.has(code); number += 1) code = `${stem}${number}`;
    used.add(code);
    codes.set(name, code);
  }
  return codes;
}
