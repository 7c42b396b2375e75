import type { enrolSecondFactor } from '../../../rules/accounts/accounts.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { rawTextOf, textOf } from '../form-data.ts';

/** The invitation to an authenticator, as the platform made it. */
export type Enrolment = OutputOf<typeof enrolSecondFactor>;

/** A wrong code does not make one begin anew: the invitation goes round with the form. */
export const enrolmentFrom = (form: FormData): Enrolment => ({
  enrolment: textOf(form, 'enrolment'),
  secret: textOf(form, 'secret'),
  uri: textOf(form, 'uri'),
  qrSvg: rawTextOf(form, 'qrSvg'),
});
