/** Whole lines, in UTF-8. */
export interface Lines {
  parts: readonly Uint8Array<ArrayBuffer>[];
  bytes: number;
  count: number;
}

const PART_BYTES = 256 * 1024;
const MOST_SPARE = 8;
/** In UTF-8 a UTF-16 unit takes at most three. */
const BYTES_PER_UNIT = 3;

/**
 * Gathers lines as bytes, each at once: its pieces are at hand then, and as texts they would have to be kept alive, which
 * doubles the time that garbage collection takes.
 */
export class LineBuffer {
  #part = Buffer.alloc(0);
  #used = 0;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;
  readonly #spare: Buffer<ArrayBuffer>[] = [];
  /** Lines gathered. */
  count = 0;

  add(line: string): void {
    const most = line.length * BYTES_PER_UNIT;
    if (this.#used + most > this.#part.length) this.#beginPart(most);
    this.#used += this.#part.write(line, this.#used);
    this.count += 1;
  }

  /** Takes out what was gathered. */
  take(): Lines {
    this.#endPart();
    const taken = { parts: this.#parts, bytes: this.#bytes, count: this.count };
    this.#part = Buffer.alloc(0);
    this.#parts = [];
    this.#bytes = 0;
    this.count = 0;
    return taken;
  }

  /** Takes back what has been written: memory that is new costs 1 µs a page. */
  reuse({ parts }: Lines): void {
    for (const { buffer } of parts)
      if (buffer.byteLength === PART_BYTES && this.#spare.length < MOST_SPARE)
        this.#spare.push(Buffer.from(buffer));
  }

  #beginPart(most: number): void {
    this.#endPart();
    const spare = most <= PART_BYTES ? this.#spare.pop() : undefined;
    this.#part = spare ?? Buffer.allocUnsafeSlow(Math.max(PART_BYTES, most));
  }

  #endPart(): void {
    if (this.#used > 0) this.#parts.push(this.#part.subarray(0, this.#used));
    this.#bytes += this.#used;
    this.#used = 0;
  }
}
