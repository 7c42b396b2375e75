/** The text of a control, trimmed; empty when it was not sent. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The text as it was sent: passwords keep their spaces. */
export function rawTextOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A whole number of a control; null when it is empty or none. */
export function integerOf(form: FormData, name: string): number | null {
  const text = textOf(form, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** One item a line, blank lines left out. */
export const linesOf = (form: FormData, name: string): string[] =>
  rawTextOf(form, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Words parted by commas of either width, enumeration commas, semicolons or line ends. */
export const wordsOf = (form: FormData, name: string): string[] => [
  ...new Set(
    rawTextOf(form, name)
      .split(/[,，、;；\r\n]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

/** The one of the known texts that was chosen; null for anything else. */
export function choiceOf<const T extends string>(
  form: FormData,
  name: string,
  choices: readonly T[],
): T | null {
  const value = form.get(name);
  return choices.find((choice) => choice === value) ?? null;
}
