/** Tells everybody who waits that something is different now. */
export interface Change {
  tell(): void;
  /** Ask before looking whether to wait, so that nothing is missed in between. */
  next(): Promise<null>;
}

export function createChange(): Change {
  let waiting = Promise.withResolvers<null>();
  return {
    tell() {
      waiting.resolve(null);
      waiting = Promise.withResolvers();
    },
    next: () => waiting.promise,
  };
}
