import type { AlertSourceSettings } from "@fanal/contract";
import type { AlertSourceKind } from "@fanal/domain";
import type { FunctionComponent } from "react";

export type SettingsOf<Kind extends AlertSourceKind> = Extract<AlertSourceSettings, { kind: Kind }>;

export interface KindFieldsProps<Settings> {
  settings: Settings;
  /** What is wrong with one of the settings, once the form was checked. */
  problemOf: (name: string) => string | null;
  onChange: (settings: Settings) => void;
}

/** What the form needs to know of a kind of source. */
export interface KindForm<Kind extends AlertSourceKind> {
  /** What a new source begins with. */
  initial: SettingsOf<Kind>;
  Fields: FunctionComponent<KindFieldsProps<SettingsOf<Kind>>>;
  /** How the link is used at the source. */
  setUp: (link: string) => { help: string; text: string };
}
