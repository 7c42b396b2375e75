import { createTransport } from 'nodemailer';
import type { Configuration } from '../../configuration.ts';
import type { Mail } from './words.ts';

const PATIENCE_MS = 20_000;

export interface Envelope extends Mail {
  to: string;
  /** The same however often it is sent: whoever keeps mail keeps it once. */
  id: string;
}

/** Hands a mail to the mail server, and answers when that has taken it. Throws what it said. */
export async function sendMail(
  { smtpUrl, mailFrom }: Pick<Configuration, 'smtpUrl' | 'mailFrom'>,
  { to, id, subject, text }: Envelope,
): Promise<void> {
  if (smtpUrl === null) throw new Error('no mail server');
  const timeouts = {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  const domain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost';
  try {
    await transport.sendMail({
      ...{ from: mailFrom, to: { name: '', address: to }, subject, text, textEncoding: 'base64' },
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Nothing of it is read from files or addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } finally {
    transport.close();
  }
}
