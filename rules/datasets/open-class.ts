export const OPEN_CLASSES = ['unconditional', 'conditional', 'closed'] as const;
export type OpenClass = (typeof OPEN_CLASSES)[number];

/** From open to closed: a later one is stricter. */
export const isStricter = (next: OpenClass, than: OpenClass): boolean =>
  OPEN_CLASSES.indexOf(next) > OPEN_CLASSES.indexOf(than);

/** The strictest of some classes; of none the most open. */
export const strictestOf = (classes: readonly OpenClass[]): OpenClass =>
  OPEN_CLASSES.findLast((each) => classes.includes(each)) ?? OPEN_CLASSES[0];
