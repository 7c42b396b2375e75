/** A copy of a short text that does not keep the large one alive which it was cut from. */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
