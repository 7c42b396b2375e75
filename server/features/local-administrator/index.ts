export { ACTING_HEADER, localCaller } from './local-caller.ts';
