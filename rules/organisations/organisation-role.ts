/** What a member may do within an organisation that uses data; held in a membership. */
export const ORGANISATION_ROLES = ['administrator', 'applicant', 'viewer'] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];
