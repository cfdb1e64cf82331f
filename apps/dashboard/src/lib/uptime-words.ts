/** "99.98%", "100%"; "–" where nothing is known. The server has rounded it down already. */
export function uptimeWords(uptime: number | null): string {
  if (uptime === null) return "–";
  // The digits that are there: 0.99999 times 100 is a little more in binary.
  return `${Number((uptime * 100).toFixed(3)).toLocaleString("en-GB", { maximumFractionDigits: 3 })}%`;
}
