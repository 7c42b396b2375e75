/** One side of a join: all its rows as CSV, and the field. */
export interface JoinSide {
  url: string;
  field: string;
}

/** A program that joins two datasets; a JSON string is a valid literal in Python. */
export const joinExample = (own: JoinSide, other: JoinSide): string => `import csv
import io
from urllib.request import urlopen

def rows(url):
    with urlopen(url) as answer:
        yield from csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline=""))

there = {}
for row in rows(${JSON.stringify(other.url)}):
    if row[${JSON.stringify(other.field)}]:
        there.setdefault(row[${JSON.stringify(other.field)}], []).append(row)

found = 0
for row in rows(${JSON.stringify(own.url)}):
    for match in there.get(row[${JSON.stringify(own.field)}], []):
        found += 1
        if found <= 3:
            print({**match, **row})
print(found)`;
