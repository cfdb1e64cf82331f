import type { CheckType } from "@fanal/domain";
import type { z } from "zod";
import { httpCheckSettings } from "./http.ts";

/** What each type of check asks, and what it expects: with a second one, a union by `type`. A union of one is no valid one. */
export const checkSettings = httpCheckSettings;
export type CheckSettings = z.infer<typeof checkSettings>;
export type CheckSettingsOf<Type extends CheckType> = Extract<CheckSettings, { type: Type }>;
