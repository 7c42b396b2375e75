import { describe, expect, it } from 'vitest';
import { IMPORT_PAGE } from '../../../rules/catalogue/catalogue-imports.operations.ts';
import { fileOf } from './send-export.ts';

const sent = (form: FormData, headers: Record<string, string> = {}): Request =>
  new Request('http://localhost/console/catalogue-imports', { method: 'POST', body: form, headers });
const formWith = (file?: File): FormData => {
  const form = new FormData();
  if (file) form.set('file', file);
  return form;
};

describe('the file of the form that imports a catalogue', () => {
  it('given a file, when taken from the form, then its name and bytes are those that were sent', async () => {
    const file = await fileOf(sent(formWith(new File(['编号,名称'], '目录.csv'))));
    expect(file).toBeInstanceOf(File);
    expect(file).toMatchObject({ name: '目录.csv', size: 13 });
  });
  it('given no file chosen, when taken, then that is what is wrong', async () => {
    expect(await fileOf(sent(formWith()))).toEqual({ why: 'no-file' });
    expect(await fileOf(sent(formWith(new File([], ''))))).toEqual({ why: 'no-file' });
  });
  it('given a file without a byte, when taken, then it is named', async () => {
    const file = new File([], '空.csv');
    expect(await fileOf(sent(formWith(file)))).toEqual({ why: 'empty-file', name: '空.csv', bytes: 0 });
  });
  it('given a form that announces more than a page takes, when taken, then nothing of it is read', async () => {
    const request = sent(formWith(new File(['x'], '大.csv')), {
      'content-length': String(IMPORT_PAGE.fileBytes + 1024 * 1024),
    });
    expect(await fileOf(request)).toEqual({ why: 'too-large-unnamed' });
    expect(request.bodyUsed).toBe(false);
  });
});
