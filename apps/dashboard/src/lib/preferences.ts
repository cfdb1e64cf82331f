import { setTheme } from "@fanal/ui/hooks/use-theme";
import { hashKey, type QueryClient } from "@tanstack/react-query";
import { setKeeper } from "./own-storage.ts";
import { setOwnTimeZone } from "./own-time-zone.ts";
import { meQuery } from "./session.ts";

/**
 * Has theme, time zone and drafts follow the account, on whatever device it is: also while a change of them is on its way,
 * and back when it is refused.
 */
export function followPreferences(queryClient: QueryClient): void {
  const { queryKey } = meQuery();
  const key = hashKey(queryKey);
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || event.query.queryHash !== key) return;
    const me = queryClient.getQueryData(queryKey);
    if (me === undefined) return;
    setKeeper(me.id);
    setOwnTimeZone(me.timeZone);
    setTheme(me.theme);
  });
}
