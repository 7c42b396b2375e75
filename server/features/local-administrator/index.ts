export { ACTING_HEADER, isLocalAdministrator, localCaller } from './local-caller.ts';
