import type { expressions as source } from '../zh-CN/expressions.ts';

export const expressions: Record<keyof typeof source, string> = {
  'expression.expected': '{part}, character {position}: found {found} where {expected} was expected.',
  'expression.unclosed':
    '{part}, character {position}: the quote that opens at {found} is never closed by {expected}.',
  'expression.unknown-name': '{part}, character {position}: there is no field named {found}.',
  'expression.ambiguous-name':
    '{part}, character {position}: several fields are labelled {found}; use the name instead.',
  'expression.duplicate-name': '{part}, character {position}: the name {found} is taken; choose another.',
  'expression.unknown-function': '{part}, character {position}: there is no function {found}.',
  'expression.wrong-arguments': '{part}, character {position}: {found} has the wrong number of arguments.',
  'expression.wrong-type':
    '{part}, character {position}: {found} does not fit here; {expected} was expected.',
  'expression.wrong-pattern':
    '{part}, character {position}: the pattern {found} must not end in a single backslash.',
  'expression.number-too-long': '{part}, character {position}: the number {found} has more than 38 digits.',
  'expression.misplaced-aggregate': '{part}, character {position}: the aggregate {found} cannot stand here.',
  'expression.misplaced-distinct': '{part}, character {position}: distinct belongs inside an aggregate.',
  'expression.not-grouped':
    '{part}, character {position}: {found} is neither in groupBy nor in an aggregate.',
  'expression.out-of-range': '{part}: a result is larger than can be kept exactly (38 digits).',
  'expression.too-long': '{part} is too long: at most 10,000 characters.',
  'expression.too-deep': '{part}, character {position}: nested too deeply; at most 64 levels.',
  'expression.too-big': '{part}, character {position}: too many parts; at most 2,000.',
  'expression.or': ' or ',
  'expression.kind.value': 'a value',
  'expression.kind.name': 'a field name',
  'expression.kind.dataset': 'the code of a dataset in double quotes (such as "SH-JTW-000123")',
  'expression.kind.operator': 'an operator',
  'expression.kind.end': 'the end',
  'expression.kind.condition': 'a condition (true or false)',
  'expression.kind.number': 'a number',
  'expression.kind.quoted': 'a text in quotes',
  'expression.kind.places': 'a number of places (0–12)',
  'expression.kind.pattern': 'a pattern in quotes',
  'expression.kind.function': 'a function name',
  'expression.kind.arguments': 'the right number of arguments',
  'expression.kind.aggregate': 'an aggregate',
  'expression.type.text': 'text',
  'expression.type.integer': 'an integer',
  'expression.type.decimal': 'a number',
  'expression.type.boolean': 'true or false',
  'expression.type.date': "a date (such as '2024-01-31')",
  'expression.type.datetime': "a date and time (such as '2024-01-31 08:00:00')",
  'expression.type.time': "a time (such as '08:00:00')",
  'expression.type.geometry': 'a geometry',
  'export.no-geometry':
    'None of the fields asked for is a geometry, so they cannot be stored as {format}. Choose another format, or make one in select with point(longitude, latitude).',
  'export.kind-of-geometry':
    '{format} cannot hold geometries of this kind: {kinds}. Choose geojson, csv or parquet instead.',
  'export.unreadable-geometry':
    'One geometry cannot be understood, so it cannot be stored as {format}: {found}. Leave it out with where, or choose csv or parquet.',
};
