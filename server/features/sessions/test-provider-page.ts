import type { Language, Translate } from '../../../locales/index.ts';

export interface TestPerson {
  subject: string;
  name: string;
  contextClass: '1' | '2' | '3';
  /** Of no region that there is (990000), so that it is nobody's. */
  identityNumber?: string;
}

/** Invented, and marked so wherever their names are shown. */
export const TEST_PEOPLE: readonly TestPerson[] = [
  { subject: 'test-lin', name: '林小满（虚构）', contextClass: '1' },
  { subject: 'test-zhou', name: '周知远（虚构）', contextClass: '2', identityNumber: '990000199007073027' },
  { subject: 'test-he', name: '何青禾（虚构）', contextClass: '3', identityNumber: '990000198804019010' },
];

const STYLE = `
  body { max-width: 32rem; margin: 4rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1a1d21; background: #fff }
  h1 { font-size: 1.5rem }
  form { margin: .75rem 0 }
  button { width: 100%; min-height: 3rem; padding: .5rem 1rem; font: inherit; text-align: start; color: inherit; background: #fff; border: 1px solid #5b6470 }
  button:hover, button:focus-visible { outline: 3px solid #1f5fbf }
  small { display: block; color: #4a525c }`;

/** Whom to be: one button for each person, without scripts. */
export function personPage(action: string, language: Language, t: Translate): string {
  const choice = (person: string, inside: string): string =>
    `<form method="post" action="${escapeHtml(`${action}?person=${person}`)}"><button>${inside}</button></form>`;
  const people = TEST_PEOPLE.map(({ subject, name, contextClass }) => {
    const level = t('test-sign-on.level', { level: contextClass });
    return choice(subject, `${escapeHtml(name)}<small>${escapeHtml(level)}</small>`);
  });
  const title = escapeHtml(t('test-sign-on.title'));
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p>${escapeHtml(t('test-sign-on.notice'))}</p>
${people.join('\n')}
${choice('', escapeHtml(t('test-sign-on.cancel')))}
</main>
</html>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
