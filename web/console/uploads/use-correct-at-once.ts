import { useEffect } from 'react';
import { useSubmit } from 'react-router';
import { CORRECTIONS } from './reading-choices.ts';

/**
 * Sends the corrections whenever one of their controls changes, wherever on the page it stands: the effect on the
 * whole file shows at once, the page staying where it is. Without scripts the button of the form does it.
 */
export function useCorrectAtOnce(): void {
  const submit = useSubmit();
  useEffect(() => {
    const send = ({ target }: Event): void => {
      const form = formOf(target);
      if (form?.id !== CORRECTIONS || !form.reportValidity()) return;
      void submit(form, { method: 'post', preventScrollReset: true, replace: true });
    };
    document.addEventListener('change', send);
    return () => document.removeEventListener('change', send);
  }, [submit]);
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const isControl =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  return isControl ? target.form : null;
}
