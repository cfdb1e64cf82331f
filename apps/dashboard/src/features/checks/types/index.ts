import type { CheckSettings, CheckSettingsOf } from "@fanal/contract";
import type { CheckType } from "@fanal/domain";
import type { CheckTypeView } from "./check-type.ts";
import { http } from "./http.tsx";

const types: { [Type in CheckType]: CheckTypeView<Type> } = { http };

/** What a new check of each type begins with. */
export function initialSettings(type: CheckType): CheckSettings {
  return types[type].initial;
}

/** What a check asks, as short as a row allows. */
export function subjectOf(settings: CheckSettings): string {
  return viewOf(settings).subject(settings);
}

/** The settings of a type and its view belong together, which the compiler sees for one type at a time only. */
export function viewOf<Type extends CheckType>(
  settings: CheckSettingsOf<Type> & { type: Type },
): CheckTypeView<Type> {
  return types[settings.type];
}
