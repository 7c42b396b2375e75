export { actOnce, type Answer } from './act-once.ts';
