import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** True once scripts run; false in what the server sends, and for readers without scripts. */
export const useScripts = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
