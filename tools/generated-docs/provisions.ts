import { globSync, readFileSync } from 'node:fs';
import { PROVISIONS } from '../../rules/provisions/provisions.ts';
import { code, page, table } from './markdown.ts';

interface TaggedTest {
  title: string;
  file: string;
  provisions: string[];
}

const TITLE = /\b(?:it|test|journey)(?:\.\w+)*(?:\([^)\n]*\))?\(\s*(['"`])((?:\[[a-z0-9-]+\] ?)+[^\n]*?)\1/g;

/** Tests whose titles start with provision tags such as `[xz-16]`. */
export function taggedTests(file: string, text: string): TaggedTest[] {
  return [...text.matchAll(TITLE)].map(([, , title = '']) => {
    const tags = /^(?:\[[a-z0-9-]+\] ?)+/.exec(title)?.[0] ?? '';
    return {
      file,
      title: title.slice(tags.length).trim(),
      provisions: [...tags.matchAll(/\[([a-z0-9-]+)\]/g)].map(([, id = '']) => id),
    };
  });
}

const allTests = (): TaggedTest[] =>
  globSync('{rules,locales,server,web,cli,e2e,demo,tools}/**/*.test.{ts,tsx}')
    .filter((file) => file !== 'tools/generated-docs/provisions.test.ts')
    .sort()
    .flatMap((file) => taggedTests(file, readFileSync(file, 'utf8')));

/** Provision → the tests that carry its tag. A provision without one is said to have none. */
export function provisionsPage(): string {
  const tests = allTests();
  const rows = Object.entries(PROVISIONS).map(([id, { zh, gist }]) => {
    const found = tests.filter(({ provisions }) => provisions.includes(id));
    const list = found.map(({ title, file }) => `${title} (${code(file)})`);
    return [code(id), zh, gist.zh, list.length > 0 ? list.join('<br>') : '— none yet'];
  });
  const unknown = [...new Set(tests.flatMap(({ provisions }) => provisions))]
    .filter((id) => !(id in PROVISIONS))
    .sort();
  const note =
    unknown.length > 0 ? [`Tags that name no known provision: ${unknown.map(code).join(', ')}.`] : [];
  return page(
    'Provisions',
    'rules/provisions/provisions.ts and the titles of tests',
    'Which test stands for which provision. Whether it passes is what `npm test` says.',
    ...note,
    table(['provision', '出处', '要点', 'tests'], rows),
  );
}
