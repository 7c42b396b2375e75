import { CORRECTIONS, shownAs } from './reading-choices.ts';

/** Tells the form what a control said when the page was made. */
export const ShownAs = ({ name, value }: { name: string; value: string }) => (
  <input key={value} type="hidden" name={shownAs(name)} value={value} form={CORRECTIONS} />
);
