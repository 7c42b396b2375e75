/** The name of a natural person as a public notice shows it: 张** for 张三丰, A** for a name in letters. */
export const maskName = (name: string): string => `${[...name.trim()][0] ?? ''}**`;

/** The text with each of these names masked wherever it stands; longer names first, so that none is left in part. */
export const maskNames = (text: string, names: readonly string[]): string =>
  names
    .map((name) => name.trim())
    .filter((name) => name.length > 1)
    .sort((one, other) => other.length - one.length)
    .reduce((masked, name) => masked.replaceAll(name, maskName(name)), text);
