/** Whether a path leads out of the dashboard: status pages are documents of their own. */
export function isStatusPage(path: string): boolean {
  return path.startsWith("/status/");
}
