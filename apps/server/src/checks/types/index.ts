import type { CheckSettings, CheckSettingsOf } from "@fanal/contract";
import type { CheckType } from "@fanal/domain";
import type { Context } from "../../context.ts";
import type { CheckTypeRules, Observation, RunOptions } from "./check-type.ts";
import { http } from "./http.ts";

const types: { [Type in CheckType]: CheckTypeRules<Type> } = { http };

/** Runs a check once, as its type has it. */
export function runCheck(settings: CheckSettings, options: RunOptions): Promise<Observation> {
  return of(settings).run(settings, options);
}

/** Why a check with these settings is not taken; `null`: it is. */
export function refusalOf(settings: CheckSettings, context: Pick<Context, "outgoing" | "url">) {
  return of(settings).refuses(settings, context);
}

/** The settings of a type and its rules belong together, which the compiler sees for one type at a time only. */
function of<Type extends CheckType>(settings: CheckSettingsOf<Type> & { type: Type }): CheckTypeRules<Type> {
  return types[settings.type];
}
