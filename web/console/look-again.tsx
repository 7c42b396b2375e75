import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

const EVERY_MS = 1_500;
const WITHOUT_SCRIPTS_SECONDS = 3;

/** Loads the page's data again and again while something is under way; without scripts the browser does it. */
export function LookAgain() {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== 'idle') return undefined;
    const timer = setTimeout(() => void revalidate(), EVERY_MS);
    return () => clearTimeout(timer);
  }, [state, revalidate]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(WITHOUT_SCRIPTS_SECONDS)} />
    </noscript>
  );
}
