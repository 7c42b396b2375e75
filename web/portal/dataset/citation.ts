/** What a citation of a dataset must say: who, what, which version of when, where, and when it was looked at. */
export interface Cited {
  publisher: string;
  name: string;
  code: string;
  version: number;
  /** YYYY-MM-DD */
  published: string;
  accessed: string;
  platform: string;
  url: string;
  language: 'zh-CN' | 'en';
}

export const CITATION_STYLES = ['gbt7714', 'apa'] as const;
export const CITATION_FILES = ['bib', 'ris', 'json'] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];
export type CitationFile = (typeof CITATION_FILES)[number];

/** GB/T 7714—2015, 8.8: an electronic resource, here a dataset online. */
const gbt7714 = ({ publisher, name, version, platform, published, accessed, url }: Cited): string =>
  `${publisher}. ${name}[DS/OL]. 第${String(version)}版. ${platform}(${published})[${accessed}]. ${url}.`;

/** APA, seventh edition, 10.9. */
const apa = ({ publisher, name, version, platform, published, accessed, url }: Cited): string => {
  const [year = '', month = '', day = ''] = published.split('-');
  return `${publisher}. (${year}, ${MONTHS[Number(month) - 1] ?? month} ${String(Number(day))}). ${name} (Version ${String(version)}) [Data set]. ${platform}. Retrieved ${accessed}, from ${url}`;
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** One citation as running text. */
export const citationText = (style: CitationStyle, cited: Cited): string =>
  style === 'apa' ? apa(cited) : gbt7714(cited);

const BIBTEX_SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const bibtexText = (text: string): string =>
  text.replaceAll(/[\\{}&%$#_~^]/g, (sign) => BIBTEX_SIGNS[sign] ?? sign);

function bibtex({ publisher, name, code, version, platform, published, accessed, url }: Cited): string {
  const entries: [string, string][] = [
    ['author', `{${bibtexText(publisher)}}`],
    ['title', `{${bibtexText(name)}}`],
    ['year', published.slice(0, 4)],
    ['month', String(Number(published.slice(5, 7)))],
    ['version', String(version)],
    ['publisher', bibtexText(platform)],
    ['howpublished', `\\url{${url}}`],
    ['url', url],
    ['urldate', accessed],
    ['note', bibtexText(`${code}, version ${String(version)}, ${published}`)],
  ];
  const lines = entries.map(([key, value]) => `  ${key} = {${value}}`);
  return `@misc{${code}-v${String(version)},\n${lines.join(',\n')}\n}\n`;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function ris(cited: Cited): string {
  const slashed = (day: string): string => `${day.replaceAll('-', '/')}/`;
  const lines: [string, string][] = [
    ['TY', 'DATA'],
    ['AU', oneLine(cited.publisher)],
    ['TI', oneLine(cited.name)],
    ['PY', cited.published.slice(0, 4)],
    ['DA', slashed(cited.published)],
    ['ET', String(cited.version)],
    ['PB', oneLine(cited.platform)],
    ['AN', cited.code],
    ['UR', cited.url],
    ['Y2', slashed(cited.accessed)],
    ['LA', cited.language],
    ['ER', ''],
  ];
  return lines.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('');
}

const dateParts = (day: string): { 'date-parts': number[][] } => ({
  'date-parts': [day.split('-').map(Number)],
});

/** CSL-JSON, schema 1.0. */
function csl(cited: Cited): string {
  const { code, version, published, accessed, url, language } = cited;
  const item = {
    id: `${code}-v${String(version)}`,
    type: 'dataset',
    title: cited.name,
    author: [{ literal: cited.publisher }],
    issued: dateParts(published),
    accessed: dateParts(accessed),
    version: String(version),
    publisher: cited.platform,
    number: code,
    URL: url,
    language,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** What programs that keep references read. */
export function citationFile(format: CitationFile, cited: Cited): string {
  switch (format) {
    case 'bib':
      return bibtex(cited);
    case 'ris':
      return ris(cited);
    case 'json':
      return csl(cited);
  }
}
