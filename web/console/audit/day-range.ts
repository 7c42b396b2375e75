const DAY_MS = 86_400_000;

/** The first moment of a day here (+08:00) and of the day after; nothing for what is no day. */
export function dayRange(day: string | undefined): { from?: string; to?: string } {
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return {};
  const from = new Date(`${day}T00:00:00+08:00`);
  if (Number.isNaN(from.getTime())) return {};
  return { from: from.toISOString(), to: new Date(from.getTime() + DAY_MS).toISOString() };
}
