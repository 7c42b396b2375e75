export { callerByToken } from './token-caller.ts';
