import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  to: string;
  /** Its Message-ID. */
  id: string;
  subject: string;
  text: string;
}

/** A mail server that keeps what it is given, once for each Message-ID and reader, as mail servers of people do. */
export interface MailCatcher {
  url: string;
  /** Everything, the same mail as often as it came. */
  came: CaughtMail[];
  /** What is in the boxes of readers. */
  kept(): CaughtMail[];
  /** Refuses mail from now on, or takes it again. */
  refuse(refused: boolean): void;
  close(): Promise<void>;
}

/** Tells `keep` of each mail as it comes, too. */
export async function catchMail(keep: (mail: CaughtMail) => void = () => undefined): Promise<MailCatcher> {
  const came: CaughtMail[] = [];
  let refused = false;
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refused) return callback(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
        const raw = Buffer.concat(chunks).toString('latin1');
        for (const { address } of session.envelope.rcptTo) {
          const mail = { to: address, ...read(raw) };
          came.push(mail);
          keep(mail);
        }
        return callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server has such an address once it listens.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    came,
    kept: () => [...new Map(came.map((mail) => [`${mail.to} ${mail.id}`, mail])).values()],
    refuse: (now) => {
      refused = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Headers unfolded, encoded words and a base64 body decoded: as much of MIME as our mails use. */
function read(raw: string): Omit<CaughtMail, 'to'> {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const of = (name: string): string =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const text = body.join('\r\n\r\n');
  const isBase64 = of('content-transfer-encoding') === 'base64';
  return {
    id: of('message-id'),
    subject: decodedWords(of('subject')),
    text: isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text,
  };
}

const decodedWords = (header: string): string =>
  header.replaceAll(/\?= =\?/g, '?==?').replaceAll(/(=\?UTF-8\?B\?[^?]*\?=)+/gi, (words) =>
    Buffer.concat(
      words
        .split(/=\?UTF-8\?B\?|\?=/i)
        .filter(Boolean)
        .map((word) => Buffer.from(word, 'base64')),
    ).toString('utf8'),
  );
