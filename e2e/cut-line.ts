import { connect, createServer, type AddressInfo } from 'node:net';

export interface CutLine {
  /** The same server, over this line. */
  origin: string;
  /** Cuts the line after so many more bytes of answers, once. */
  cutAfter(bytes: number): void;
  cuts(): number;
  close(): void;
}

/** A line to a server that can be cut in the middle of an answer, as a train that enters a tunnel does. */
export async function cutLine(origin: string): Promise<CutLine> {
  const { hostname, port } = new URL(origin);
  let left = Infinity;
  let cuts = 0;
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    near.pipe(far);
    far.on('error', () => near.destroy()).on('close', () => near.end());
    far.on('data', (chunk: Buffer) => {
      if (chunk.length < left) {
        left -= chunk.length;
        near.write(chunk);
        return;
      }
      near.end(chunk.subarray(0, left));
      far.destroy();
      left = Infinity;
      cuts += 1;
    });
  });
  await new Promise<void>((resolve) => void line.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port: at } = line.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${at}`,
    cutAfter: (bytes) => {
      left = bytes;
    },
    cuts: () => cuts,
    close: () => void line.close(),
  };
}
