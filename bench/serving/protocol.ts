export interface Command {
  /** Processor time so far, one page from the engine so many times, or the end. */
  what: 'cpu' | 'engine' | 'end';
  times?: number;
}

export interface Ready {
  recording: string;
  silent: string;
  bare: string;
  /** The path of the call, and the validator with which it answers 304. */
  target: string;
  etag: string;
  bytes: number;
}
