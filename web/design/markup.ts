const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands between tags and in quoted attributes of HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => ESCAPES[each] ?? each);

/** HTML that is safe as it stands; only {@link markup} makes it. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** HTML as written, what is put into it escaped: for cells by the hundred, which cost a tenth of what elements cost. */
export const markup = (written: TemplateStringsArray, ...put: readonly string[]): Markup =>
  new Markup(written.map((part, place) => part + escaped(put[place] ?? '')).join(''));
