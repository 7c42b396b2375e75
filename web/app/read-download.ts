import type { Download } from '../../rules/api/operation.ts';

/** The whole of a small JSON answer; pages ask for a screenful of rows, never for more. */
export async function readJson(download: Download): Promise<unknown> {
  const { body } = download;
  if (body === undefined) return null;
  if (typeof body === 'string') return JSON.parse(body);
  if (body instanceof Uint8Array) return JSON.parse(new TextDecoder().decode(body));
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return JSON.parse(text + decoder.decode());
}
