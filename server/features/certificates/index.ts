import {
  bindSealCertificate,
  endSealCertificate,
  getCertificateChallenge,
  listSealCertificates,
  signInByCertificate,
  signWithTestCertificate,
} from '../../../rules/certificates/certificates.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { bind, end, list } from './seals.use-cases.ts';
import { challenge, enter, signAsTest } from './sign-in.use-case.ts';

export { boundSeal, judgeSeal, sealHolds, type MadeSeal } from './seal-file.ts';
export const certificateOperations: readonly Handled[] = [
  handle(getCertificateChallenge, challenge),
  handle(signInByCertificate, enter),
  handle(listSealCertificates, list),
  handle(bindSealCertificate, bind),
  handle(endSealCertificate, end),
  handle(signWithTestCertificate, signAsTest),
];
