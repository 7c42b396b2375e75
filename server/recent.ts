/**
 * Values by key, of which at least the `most / 2` used last are kept and never more than `most`. Kept in two halves, of
 * which the older goes as a whole: moving each key to the end of one map would leave holes that the search for the
 * oldest walks over, at every call of a busy hour.
 */
export class Recent<V> {
  readonly #half: number;
  #younger = new Map<string, V>();
  #older = new Map<string, V>();

  constructor(most: number) {
    this.#half = Math.max(1, most >> 1);
  }

  get(key: string): V | undefined {
    const young = this.#younger.get(key);
    if (young !== undefined) return young;
    const old = this.#older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    if (this.#younger.size >= this.#half && !this.#younger.has(key)) {
      this.#older = this.#younger;
      this.#younger = new Map();
    }
    this.#younger.set(key, value);
  }

  clear(): void {
    this.#younger.clear();
    this.#older.clear();
  }
}
