/** What a page shows at most: it is rendered after each change, and sent to everybody. */
export const most = {
  announcements: 20,
  /** In the timeline or open. */
  incidents: 250,
  maintenances: 250,
  /** Of one incident or maintenance on the page itself. */
  updates: 5,
  statusChanges: 500,
  /** Incidents and maintenances that days of the history tell of, newest first; and those of one day of one service. */
  historyStories: 500,
  storiesOfDay: 10,
  /** Of one service. */
  intervals: 100,
};
