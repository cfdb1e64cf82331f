import { type LocalWindow, localTimeOf, type TellingInput } from "@fanal/domain";
import { refuse } from "../refusals.ts";
import type { MaintenanceRow } from "./rows.ts";

export interface MaintenanceInput extends LocalWindow, TellingInput {
  title: string;
  message: string;
  serviceIds: string[];
  startsAutomatically: boolean;
  finishesAutomatically: boolean;
  notifiesAutomatically: boolean;
}

/** What is left out stays as it is. */
export interface MaintenanceChange extends TellingInput {
  maintenanceId: string;
  title?: string | undefined;
  serviceIds?: string[] | undefined;
  localStart?: string | undefined;
  localEnd?: string | undefined;
  timeZone?: string | undefined;
  startsAutomatically?: boolean | undefined;
  finishesAutomatically?: boolean | undefined;
  notifiesAutomatically?: boolean | undefined;
  rrule?: string | undefined;
  version?: number | undefined;
}

/** The window of a maintenance on the clock of its zone. */
export function localWindowOf({
  startsAt,
  endsAt,
  timeZone,
}: Pick<MaintenanceRow, "startsAt" | "endsAt" | "timeZone">): LocalWindow {
  return { localStart: localTimeOf(startsAt, timeZone), localEnd: localTimeOf(endsAt, timeZone), timeZone };
}

/** The window that a change asks for; `null` when it is the one that there is. */
export function changedWindow(before: LocalWindow, change: MaintenanceChange): LocalWindow | null {
  const { localStart = before.localStart, localEnd = before.localEnd, timeZone = before.timeZone } = change;
  const isSame =
    localStart === before.localStart && localEnd === before.localEnd && timeZone === before.timeZone;
  return isSame ? null : { localStart, localEnd, timeZone };
}

/** Refuses with words at one field of a form. */
export function refuseField(field: string, message: string): never {
  refuse("bad_request", message, [{ path: [field], message }]);
}
