/** Programs that a developer can copy and run as they are. */
export const EXAMPLE_LANGUAGES = ['curl', 'Python', 'R', 'JavaScript'] as const;
export type ExampleLanguage = (typeof EXAMPLE_LANGUAGES)[number];

export interface ExampleCall {
  url: string;
  parameters: Readonly<Record<string, string>>;
}

const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const curl = ({ url, parameters }: ExampleCall): string =>
  [
    `curl --get ${shellQuote(url)}`,
    ...Object.entries(parameters).map(
      ([name, value]) => `  --data-urlencode ${shellQuote(`${name}=${value}`)}`,
    ),
  ].join(' \\\n');

// A JSON string is a valid literal in both languages.
const python = ({ url, parameters }: ExampleCall): string => `import json
from urllib.parse import urlencode
from urllib.request import urlopen

parameters = ${JSON.stringify(parameters)}
with urlopen(${JSON.stringify(url)} + "?" + urlencode(parameters)) as response:
    for row in json.load(response)["items"]:
        print(row)`;

/** With jsonlite, which reads JSON for most programs in R. A JSON string is a valid literal here, too. */
const r = ({ url, parameters }: ExampleCall): string => `library(jsonlite)

parameters <- c(${Object.entries(parameters)
  .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  .join(', ')})
query <- paste0(names(parameters), "=", sapply(parameters, URLencode, reserved = TRUE), collapse = "&")
rows <- fromJSON(url(paste0(${JSON.stringify(url)}, "?", query)))$items
print(rows)`;

const javaScript = ({ url, parameters }: ExampleCall): string => `const url = new URL(${JSON.stringify(url)});
url.search = new URLSearchParams(${JSON.stringify(parameters)});
const response = await fetch(url);
if (!response.ok) throw new Error((await response.json()).title);
for (const row of (await response.json()).items) console.log(row);`;

/** The call as a program of that language; standard libraries only, but for R. */
export function exampleIn(language: ExampleLanguage, call: ExampleCall): string {
  switch (language) {
    case 'curl':
      return curl(call);
    case 'Python':
      return python(call);
    case 'R':
      return r(call);
    case 'JavaScript':
      return javaScript(call);
  }
}
