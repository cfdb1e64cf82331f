import { localTimeOf, type MaintenanceWindow, minutesBetween } from "@fanal/domain";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { duration } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { offsetWords, zonedWindow } from "../../lib/zoned-time.ts";

interface WindowClocksProps {
  window: MaintenanceWindow;
  /** The zone in which it is planned. */
  timeZone: string;
}

/** One window on the clocks that matter: of the status pages, of who plans it, and UTC; and how long it is. */
export function WindowClocks({ window, timeZone }: WindowClocksProps) {
  const now = useNow();
  const clocks = useClocks(timeZone);
  const { startsAt, endsAt } = window;
  return (
    <div className="flex flex-col items-start gap-2">
      <table aria-label="The window on three clocks" className="border-collapse text-left">
        <tbody>
          {clocks.map(({ whose, zone }) => (
            <tr key={zone} className="flex flex-wrap gap-x-3 py-0.5 sm:table-row">
              <th
                scope="row"
                className="font-normal text-muted-foreground wrap-anywhere max-sm:w-full sm:max-w-56 sm:py-0.5 sm:pe-6"
              >
                {whose}
              </th>
              <td className="tabular-nums sm:py-0.5 sm:pe-6 sm:whitespace-nowrap">
                {zonedWindow(startsAt, endsAt, zone, now)}
              </td>
              <td className="text-muted-foreground tabular-nums sm:py-0.5">{offsetWords(startsAt, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-muted-foreground tabular-nums">{lengthWords(window, timeZone)}</p>
    </div>
  );
}

interface Clock {
  whose: string;
  zone: string;
}

/** One clock for each zone, named by everybody whose clock it is. */
function useClocks(timeZone: string): Clock[] {
  const { slug } = useOrganization();
  const { data: pages = [] } = useQuery(
    query.statusPages.list.queryOptions({ input: { organization: slug } }),
  );
  const named: Clock[] = [
    ...pages.slice(0, 3).map((page) => ({ whose: page.name, zone: page.timeZone })),
    { whose: "You", zone: ownTimeZone() },
    { whose: "UTC", zone: "Etc/UTC" },
  ];
  const isPlanned = named.some(({ zone }) => sameZone(zone) === sameZone(timeZone));
  const all = isPlanned ? named : [{ whose: timeZone.replaceAll("_", " "), zone: timeZone }, ...named];
  const byZone = new Map<string, string[]>();
  for (const { whose, zone } of all) {
    const known = byZone.get(sameZone(zone)) ?? [];
    byZone.set(sameZone(zone), known.includes(whose) ? known : [...known, whose]);
  }
  return [...byZone].map(([zone, owners]) => ({ whose: owners.join(", "), zone }));
}

/** UTC goes by several names. */
function sameZone(zone: string): string {
  return /^(Etc\/)?(UTC|UCT|Zulu|GMT|Universal)$/.test(zone) ? "Etc/UTC" : zone;
}

/** "Lasts 2 h"; where clocks change in between, that it is not what they seem to say. */
function lengthWords({ startsAt, endsAt }: MaintenanceWindow, timeZone: string): string {
  const real = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const shown = minutesBetween(localTimeOf(startsAt, timeZone), localTimeOf(endsAt, timeZone));
  const lasts = `Lasts ${duration(startsAt.toISOString(), endsAt)}`;
  if (real === shown) return lasts;
  const change = real > shown ? "go back" : "go forward";
  return `${lasts}: the clocks ${change} in between.`;
}
