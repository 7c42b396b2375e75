import { useEffect, useRef, useState, type RefObject } from 'react';
import { useFetcher } from 'react-router';
import { checkEntry, type EntrySurroundings } from '../../../rules/datasets/check-entry.ts';
import type { Finding } from '../../../rules/findings/finding.schema.ts';
import { classOf } from '../../../rules/gradings/guideline.ts';
import type { OpenClass } from '../../../rules/datasets/list-entry.schema.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import type { ProblemView } from '../../app/problem-view.ts';
import type { DraftAnswer } from './draft-actions.ts';
import type { DraftData } from './draft-data.ts';
import { entryFromForm } from './entry-form.ts';

const CHECK_AFTER_MS = 250;
const KEEP_AFTER_MS = 8_000;

export interface LiveDraft {
  findings: readonly Finding[];
  gradedClass: OpenClass | null;
  /** Written since it was last kept. */
  dirty: boolean;
  keeping: boolean;
  savedAt: string | null;
  revision: number;
  problem: ProblemView | null;
}

/** What the check of the page knows beside the form; whether a name is taken only the server knows. */
function surroundingsOf({ draft, catalogueFields }: DraftData, domains: readonly string[]) {
  const taken = draft.findings.find(({ code }) => code === 'name-taken')?.args['name'];
  return (name: string): EntrySurroundings => ({
    guideline: draft.guideline,
    standing: draft.standing,
    domains,
    catalogueFields,
    listedClass: draft.listed?.openClass ?? null,
    listedFrequency: draft.listed?.updateFrequency ?? null,
    nameIsTaken: taken !== undefined && taken === name,
  });
}

/**
 * While scripts run: checks the entry as it is written by the same rule as the server, and keeps it after a pause of
 * eight seconds and when the page is left. Without scripts it is what the server found.
 */
export function useLiveDraft(found: DraftData, form: RefObject<HTMLFormElement | null>): LiveDraft {
  const { draft } = found;
  const fetcher = useFetcher<DraftAnswer>();
  const [findings, setFindings] = useState<readonly Finding[]>(draft.findings);
  const [gradedClass, setGradedClass] = useState(draft.gradedClass);
  const [dirty, setDirty] = useState(false);
  const domains = profileOf(usePage()).domains.map(({ code }) => code);
  const surroundings = surroundingsOf(found, domains);
  const check = useRef<() => void>(() => undefined);
  const keep = useRef<() => void>(() => undefined);
  useEffect(() => {
    check.current = () => {
      if (!form.current) return;
      const entry = entryFromForm(new FormData(form.current));
      setFindings(checkEntry(entry, surroundings(entry.name)));
      setGradedClass(classOf(draft.guideline, entry.grade.levels));
    };
    keep.current = () => {
      if (!form.current || fetcher.state !== 'idle') return;
      const sent = new FormData(form.current);
      sent.set('intent', 'autosave');
      setDirty(false);
      void fetcher.submit(sent, { method: 'post' });
    };
  });
  useWriting(form, { check, keep, setDirty });
  const { data, state } = fetcher;
  return {
    findings,
    gradedClass,
    dirty,
    keeping: state !== 'idle',
    savedAt: data?.savedAt ?? null,
    revision: Math.max(draft.revision, data?.revision ?? 0),
    problem: data?.problem ?? null,
  };
}

interface Writing {
  check: RefObject<() => void>;
  keep: RefObject<() => void>;
  setDirty: (dirty: boolean) => void;
}

/** Sets off the check soon and the keeping late after each change; leaving the page keeps at once. */
function useWriting(form: RefObject<HTMLFormElement | null>, { check, keep, setDirty }: Writing): void {
  useEffect(() => {
    const element = form.current;
    if (!element) return undefined;
    const timers: { check?: ReturnType<typeof setTimeout>; keep?: ReturnType<typeof setTimeout> } = {};
    const later = (): void => {
      setDirty(true);
      clearTimeout(timers.check);
      clearTimeout(timers.keep);
      timers.check = setTimeout(() => check.current(), CHECK_AFTER_MS);
      timers.keep = setTimeout(() => keep.current(), KEEP_AFTER_MS);
    };
    const stop = (): void => {
      clearTimeout(timers.keep);
      delete timers.keep;
    };
    const leave = (): void => {
      if (document.visibilityState !== 'hidden' || timers.keep === undefined) return;
      stop();
      keep.current();
    };
    element.addEventListener('input', later);
    element.addEventListener('submit', stop);
    document.addEventListener('visibilitychange', leave);
    return () => {
      stop();
      element.removeEventListener('input', later);
      element.removeEventListener('submit', stop);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [form, check, keep, setDirty]);
}
