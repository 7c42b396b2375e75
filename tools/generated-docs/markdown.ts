const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** A page that says what it is made from, so that nobody edits it. */
export const page = (title: string, source: string, ...parts: readonly string[]): string =>
  [`<!-- Made by \`npm run docs\` from ${source}; do not edit. -->`, `# ${title}`, ...parts].join('\n\n') +
  '\n';
