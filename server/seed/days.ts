/** Days as they are written, `2016-10-30`. */

/** The day so many days after. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** `3T10:20` as so many days, and the time of day. */
export function countedDay(at: string): { days: number; time: string } {
  const [days = "0", time = "00:00"] = at.split("T");
  return { days: Number(days), time };
}
