/** Inside single quotes of a POSIX shell a single quote ends them, stands for itself and begins them again. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Calls that push rows like the example: one as JSON, many as NDJSON. `$TOKEN` is the sender's own. */
export function pushExamples(url: string, example: Record<string, unknown>): { one: string; many: string } {
  const begin = `curl ${quoted(url)} \\\n  -H "Authorization: Bearer $TOKEN" \\\n`;
  const row = JSON.stringify(example);
  return {
    one: `${begin}  -H 'Content-Type: application/json' \\\n  -d ${quoted(`{"rows":[${row}]}`)}`,
    many: `${begin}  -H 'Content-Type: application/x-ndjson' \\\n  -H "Idempotency-Key: $(date +%s%N)" \\\n  --data-binary @rows.ndjson`,
  };
}
