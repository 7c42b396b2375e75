import type { AgreementFacts } from './agreement-facts.ts';

type JsonLd = string | number | boolean | null | JsonLd[] | { [name: string]: JsonLd };

/** Terms that ODRL 2.2 has no word for stand under this prefix. */
const OWN = 'urn:kaishu:odrl:';
const CONTEXT: JsonLd = [
  'http://www.w3.org/ns/odrl.jsonld',
  {
    dct: 'http://purl.org/dc/terms/',
    vcard: 'http://www.w3.org/2006/vcard/ns#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    kaishu: OWN,
  },
];

const constraint = (leftOperand: string, operator: string, rightOperand: JsonLd): JsonLd => ({
  '@type': 'Constraint',
  leftOperand,
  operator,
  rightOperand,
});
const moment = (value: string): JsonLd => ({ '@type': 'xsd:dateTime', '@value': value });

/**
 * The agreement for machines: ODRL 2.2 as JSON-LD, without signatures, so that it is fixed when it is offered.
 * `textDigest` is the SHA-256 of the binding text, 64 hexadecimal digits.
 */
export function odrlOf(facts: AgreementFacts, textDigest: string): JsonLd {
  const { code, part, publisher, user } = facts;
  return {
    '@context': CONTEXT,
    '@type': 'Agreement',
    uid: `urn:kaishu:agreement:${code}`,
    profile: OWN,
    'dct:identifier': code,
    'dct:issued': moment(facts.offeredAt),
    'dct:source': `urn:kaishu:application:${part.applicationCode}`,
    ...(facts.replaces !== null && { 'dct:replaces': `urn:kaishu:agreement:${facts.replaces}` }),
    'kaishu:textDigest': `sha256:${textDigest}`,
    assigner: { '@type': 'Party', uid: `urn:kaishu:body:${publisher.code}`, 'vcard:fn': publisher.name },
    assignee: {
      '@type': 'Party',
      uid: `urn:kaishu:${user.kind}:${user.creditCode ?? user.id}`,
      'vcard:fn': user.name,
    },
    permission: [permission(facts)],
    prohibition: [
      { '@type': 'Prohibition', target: targetOf(facts), action: 'distribute' },
      { '@type': 'Prohibition', target: targetOf(facts), action: 'kaishu:identifyPersons' },
    ],
    obligation: [
      { '@type': 'Duty', action: 'delete', 'kaishu:within': 'P10D', 'kaishu:after': 'kaishu:endOfAgreement' },
      { '@type': 'Duty', action: 'kaishu:submitSupervisionPlan', 'kaishu:basis': 'guide2020-8' },
      { '@type': 'Duty', action: 'kaishu:explainProcessing', 'kaishu:basis': 'guide2020-6' },
    ],
  };
}

const targetOf = ({ part }: AgreementFacts): string => `urn:kaishu:dataset:${part.dataset.code}`;

function permission(facts: AgreementFacts): JsonLd {
  const { terms } = facts.part;
  const refinement = [
    constraint('kaishu:fields', 'isAnyOf', terms.fields),
    ...(terms.where === null ? [] : [constraint('kaishu:rows', 'eq', terms.where)]),
  ];
  return {
    '@type': 'Permission',
    target: { '@type': 'Asset', uid: targetOf(facts), refinement },
    action: 'use',
    constraint: constraintsOf(facts),
    duty: dutiesOf(facts),
  };
}

function constraintsOf({ part }: AgreementFacts): JsonLd[] {
  const { terms } = part;
  const limit = (operand: string, value: number | null): JsonLd[] =>
    value === null ? [] : [constraint(operand, 'lteq', value)];
  return [
    constraint('purpose', 'eq', part.scenario),
    constraint('dateTime', 'gteq', moment(`${terms.from}T00:00:00+08:00`)),
    constraint('dateTime', 'lteq', moment(`${terms.until}T23:59:59+08:00`)),
    ...limit('count', terms.rowsInAll),
    ...limit('kaishu:callsPerDay', terms.callsPerDay),
    ...limit('kaishu:callsPerMinute', terms.callsPerMinute),
    ...(terms.system === null ? [] : [constraint('systemDevice', 'eq', terms.system)]),
    ...(terms.addresses.length === 0 ? [] : [constraint('virtualLocation', 'isAnyOf', [...terms.addresses])]),
  ];
}

function dutiesOf({ part, graded }: AgreementFacts): JsonLd[] {
  const duty = (action: string, rest: Record<string, JsonLd> = {}): JsonLd => ({
    '@type': 'Duty',
    action,
    ...rest,
  });
  const months = part.reportEveryMonths;
  return [
    duty('attribute', { 'kaishu:basis': 'guide2020-5' }),
    duty('kaishu:encrypt', { 'kaishu:basis': 'guide2020-7' }),
    duty('anonymize', { 'kaishu:basis': 'guide2020-7' }),
    ...(months === null
      ? []
      : [duty('inform', { constraint: [constraint('timeInterval', 'eq', `P${months}M`)] })]),
    ...[...part.safeguards, ...graded.safeguards.map((measure) => measure['zh-CN'])].map((measure) =>
      duty('kaishu:secure', { 'dct:description': measure }),
    ),
    ...part.conditions.map(({ family, kind, text }) =>
      duty('kaishu:keepCondition', {
        'kaishu:family': family,
        'kaishu:kind': kind,
        'dct:description': text,
      }),
    ),
  ];
}
