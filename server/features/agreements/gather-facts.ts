import type { ApprovedPart } from '../../../rules/agreements/approved-part.ts';
import type { AgreementFacts } from '../../../rules/agreements/agreement-facts.ts';
import type { Call } from '../../context.ts';
import type { Trx } from '../../store/database.ts';
import { acceptedGrading, guidelineFor } from '../gradings/index.ts';
import { nextCode, partiesOf } from './facts.queries.ts';

/** All that the agreement of a part is made from, as it stands now; with a code of its own unless it has one. */
export async function gatherFacts(
  trx: Trx,
  { services }: Call,
  part: ApprovedPart,
  { code, replaces }: { code?: string; replaces: string | null },
): Promise<AgreementFacts> {
  const { profile, clock } = services;
  const at = clock.now();
  return {
    code: code ?? (await nextCode(trx, at)),
    replaces,
    part,
    ...(await partiesOf(trx, part)),
    platform: profile.platform,
    authority: profile.authorities.authority,
    offeredAt: at.toISOString(),
    graded: await gradedOf(trx, part),
    isExamined: profile.agreementExaminedBy !== null,
  };
}

/** What the guideline of the publisher asks for at the levels that the dataset was graded with. */
async function gradedOf(trx: Trx, { dataset, bodyId }: ApprovedPart): Promise<AgreementFacts['graded']> {
  const levels = (await acceptedGrading(trx, dataset.id))?.levels ?? {};
  const { guideline } = await guidelineFor(trx, bodyId);
  const found = guideline.dimensions.flatMap((dimension) => {
    const place = dimension.levels.findIndex(({ code }) => code === levels[dimension.code]);
    const level = dimension.levels[place];
    return level ? [{ dimension: dimension.code, level, isFirst: place === 0 }] : [];
  });
  const concerning = found.filter(({ isFirst }) => !isFirst).map(({ dimension }) => dimension);
  return {
    levels,
    concerns: (['person', 'organisation'] as const).filter((each) => concerning.includes(each)),
    safeguards: unlike(found.flatMap(({ level }) => level.safeguards)),
    supervision: unlike(found.flatMap(({ level }) => level.supervision)),
  };
}

type Texts = AgreementFacts['graded']['safeguards'];

/** Levels of several dimensions may ask for the same. */
const unlike = (texts: Texts): Texts => [...new Map(texts.map((text) => [text['zh-CN'], text])).values()];
