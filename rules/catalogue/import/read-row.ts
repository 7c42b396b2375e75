import {
  REQUIRED_PARTS,
  type CatalogueForm,
  type CataloguePart,
} from '../../profile/catalogue-form.schema.ts';
import type { Profile } from '../../profile/profile.schema.ts';
import type { CatalogueRow, Cells } from './catalogue-row.ts';
import { fieldsOfDetails, fieldsOfNames } from './field-texts.ts';

export type Domains = Profile['domains'];

/** The headers that a file lacks to be a catalogue of that form; empty when it is one. */
export const lackingColumns = ({ columns }: CatalogueForm, headers: readonly string[]): string[] =>
  REQUIRED_PARTS.map((part) => columns[part]).filter((header) => !headers.includes(header));

/** The form that a file is written in; undefined when it is none of them. */
export const formOf = (
  forms: readonly CatalogueForm[],
  headers: readonly string[],
): CatalogueForm | undefined => forms.find((form) => lackingColumns(form, headers).length === 0);

const MOST = { name: 200, summary: 5000, domain: 50, line: 200, address: 2000, condition: 1000 };

/** What a word of a form means; undefined for one that it does not know. */
export const meaningOf = <T>(word: string, words: Readonly<Record<string, T>>): T | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined;

/** What a line says. Columns that the file has not say nothing; words that the form does not know stay as they are. */
export function readRow(cells: Cells, form: CatalogueForm, domains: Domains): CatalogueRow {
  const text = (part: CataloguePart): string => (cells[form.columns[part]] ?? '').replaceAll('\0', '').trim();
  const said = (part: CataloguePart, most = MOST.line): string => {
    const found = text(part);
    return form.nothing.includes(found) ? '' : found.slice(0, most).trim();
  };
  return {
    sourceId: said('sourceId'),
    body: said('body'),
    name: said('name', MOST.name),
    summary: said('summary', MOST.summary),
    domain: domainOf(said('domain', MOST.domain), form, domains),
    openness: meaningOf(said('openness'), form.openness) ?? 'closed',
    origin: meaningOf(said('origin'), form.origins) ?? 'system',
    system: said('system'),
    sharedFrom: said('sharedFrom'),
    updateFrequency: meaningOf(said('updateFrequency'), form.updateFrequencies) ?? 'irregular',
    area: said('area'),
    timeCoverage: said('timeCoverage'),
    fields: fieldsOf(cells, form),
    sourceUrl: addressOf(said('sourceUrl', MOST.address)),
    // What was got by sharing is on the list of the body that produces it (zb2019).
    listed: said('sharedFrom') === '' && form.listed.includes(text('status') || (form.listed[0] ?? '')),
    conditions: conditionLines(text('conditions')).join('\n'),
    firstPublished: timeOf(said('firstPublished')),
    updated: timeOf(said('updated')),
  };
}

function fieldsOf(cells: Cells, { columns, fieldSeparator, nothing }: CatalogueForm) {
  const details = cells[columns.fieldDetails] ?? '';
  if (details !== '') return fieldsOfDetails(details);
  const names = (cells[columns.fieldNames] ?? '').trim();
  return nothing.includes(names) ? [] : fieldsOfNames(names, fieldSeparator);
}

function domainOf(word: string, form: CatalogueForm, domains: Domains): string {
  const own = domains.find(({ code, name }) => code === word || name['zh-CN'] === word);
  return own?.code ?? meaningOf(word, form.domains) ?? word;
}

/** Only what a page may link to. */
const addressOf = (text: string): string => (/^https?:\/\//i.test(text) ? text : '');

/** Conditions as the open list holds them: line by line, none lost. */
export function conditionLines(text: string): string[] {
  const lines = text.split('\n').flatMap((line) => line.match(/[^]{1,1000}/gu) ?? []);
  const most = 30;
  return lines.length <= most
    ? lines
    : [
        ...lines.slice(0, most - 1),
        lines
          .slice(most - 1)
          .join(' ')
          .slice(0, MOST.condition),
      ];
}

const TIME = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** `YYYY-MM-DD HH:mm:ss`; empty for what is no time of the calendar. */
function timeOf(text: string): string {
  const [, ...parts] = TIME.exec(text) ?? [];
  if (parts.length === 0) return '';
  const [year = '', month = '', day = '', hour = '0', minute = '00', second = '00'] = parts;
  const two = (number: string): string => number.padStart(2, '0');
  const written = `${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}:${second}`;
  const real = new Date(`${written.replace(' ', 'T')}Z`);
  const isReal = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(written.slice(0, 10));
  return isReal ? written : '';
}

/** The moment of a time as rows have it; null when it is unknown. */
export const momentOf = (time: string): Date | null =>
  time === '' ? null : new Date(`${time.replace(' ', 'T')}+08:00`);

/** A moment as rows have it. */
export const timeText = (moment: Date | null): string =>
  moment === null
    ? ''
    : new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
