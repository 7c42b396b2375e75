/** A description for machines, as JSON-LD. Nothing in it can end the element that holds it. */
export function JsonLd({ data }: { data: object }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForHtml(data) }} />;
}

/** JSON in which no `<` and no line separator of other languages stands. */
export const jsonForHtml = (data: object): string =>
  JSON.stringify(data).replaceAll(
    /[<\u2028\u2029]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
