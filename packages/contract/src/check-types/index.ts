import type { CheckType } from "@fanal/domain";
import { z } from "zod";
import { httpCheckSettings } from "./http.ts";

/** What each type of check asks, and what it expects. */
export const checkSettings = z.discriminatedUnion("type", [httpCheckSettings]);
export type CheckSettings = z.infer<typeof checkSettings>;
export type CheckSettingsOf<Type extends CheckType> = Extract<CheckSettings, { type: Type }>;
