import { LIVE_MODES, SEAL_PERIODS, type LiveSetting } from '../../../rules/sources/live.ts';
import { SOURCE_KINDS, type SourceAddress, type SourceKind } from '../../../rules/sources/source.schema.ts';
import { choiceOf, integerOf, rawTextOf, textOf } from '../form-data.ts';

export const PAGINGS = ['none', 'page', 'next'] as const;
export const DEFAULT_PORTS = { postgresql: 5432, mysql: 3306 } as const;

/** What a person writes of a source. The secret is there only when one was written. */
export interface WrittenSource {
  name: string;
  everySeconds: number | null;
  live: LiveSetting | null;
  address: SourceAddress;
  secret?: string;
}

/** The source as its form holds it; what is missing stays empty, and the operation says so. */
export function sourceFrom(form: FormData, kind: SourceKind): WrittenSource {
  const secret = rawTextOf(form, 'secret');
  return {
    name: textOf(form, 'name'),
    everySeconds: kind === 'push' ? null : integerOf(form, 'everySeconds'),
    live: liveFrom(form),
    address: addressFrom(form, kind),
    ...(secret && { secret }),
  };
}

function liveFrom(form: FormData): LiveSetting | null {
  const mode = choiceOf(form, 'live', LIVE_MODES);
  return mode && { mode, sealEvery: choiceOf(form, 'sealEvery', SEAL_PERIODS) ?? 'day' };
}

/** What can be chosen of being live; what is pushed is always live. */
export const livesOf = (kind: SourceKind): readonly ('none' | (typeof LIVE_MODES)[number])[] =>
  kind === 'push' ? LIVE_MODES : ['none', ...LIVE_MODES];

export const kindOf = (text: string | null): SourceKind =>
  SOURCE_KINDS.find((kind) => kind === text) ?? 'url';

function addressFrom(form: FormData, kind: SourceKind): SourceAddress {
  switch (kind) {
    case 'url':
      return { kind, url: textOf(form, 'url'), header: textOf(form, 'header') };
    case 'folder':
      return { kind, path: textOf(form, 'path'), pattern: textOf(form, 'pattern') };
    case 'postgresql':
    case 'mysql':
      return {
        kind,
        host: textOf(form, 'host'),
        port: integerOf(form, 'port') ?? 0,
        database: textOf(form, 'database'),
        user: textOf(form, 'user'),
        query: textOf(form, 'query'),
      };
    case 'http-api':
      return {
        kind,
        url: textOf(form, 'url'),
        header: textOf(form, 'header'),
        rows: textOf(form, 'rows'),
        paging: pagingFrom(form),
      };
    case 'push':
      return { kind };
  }
}

function pagingFrom(form: FormData): Extract<SourceAddress, { kind: 'http-api' }>['paging'] {
  const kind = choiceOf(form, 'paging', PAGINGS) ?? 'none';
  switch (kind) {
    case 'none':
      return { kind };
    case 'page':
      return { kind, parameter: textOf(form, 'parameter'), first: integerOf(form, 'first') ?? 1 };
    case 'next':
      return { kind, path: textOf(form, 'nextPath') };
  }
}

/** An address of the kind with nothing written yet. */
export const emptyAddress = (kind: SourceKind): SourceAddress => addressFrom(new FormData(), kind);
