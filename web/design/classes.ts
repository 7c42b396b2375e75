/** Joins the names of a CSS module: `css('cell', late && 'late')`. Names that are false or unknown are left out. */
export function classesOf(styles: Readonly<Record<string, string>>) {
  return (...names: readonly (string | false | null | undefined)[]): string =>
    names
      .map((name) => (name ? styles[name] : undefined))
      .filter((name) => name !== undefined)
      .join(' ');
}
