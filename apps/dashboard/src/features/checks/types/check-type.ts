import type { CheckSettingsOf } from "@fanal/contract";
import type { CheckType } from "@fanal/domain";
import type { FunctionComponent } from "react";

export interface TypeFieldsProps<Settings> {
  settings: Settings;
  /** What is wrong with one of the settings, once the form was checked. */
  problemOf: (name: string) => string | null;
  onChange: (settings: Settings) => void;
}

/** What the dashboard needs to know of a type of check. */
export interface CheckTypeView<Type extends CheckType> {
  /** What a new check begins with. */
  initial: CheckSettingsOf<Type>;
  Fields: FunctionComponent<TypeFieldsProps<CheckSettingsOf<Type>>>;
  /** What it asks, as short as a row allows. */
  subject: (settings: CheckSettingsOf<Type>) => string;
}
