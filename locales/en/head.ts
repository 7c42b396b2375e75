export const head = {
  'head.description':
    '{platform}: the catalogue of public data. What is open without conditions is downloaded or called without an account; what is open on conditions says which; what is closed says why.',
  'head.dataset':
    '{summary} Published by {publisher}; {openClass}; updated: {frequency}{fields, plural, =0 {} one {; # field} other {; # fields}}.',
  'head.catalogue':
    'The data catalogue of {platform}: {total, number} datasets by domain, publisher and class of openness.',
  'head.body':
    'The {total, number} datasets that {name} has opened or listed on {platform}, and why others are closed.',
  'head.bodies':
    'The {count, number} bodies that open data on {platform}: what each has opened, what not and why.',
  'head.search': 'Find data on {platform}',
};
