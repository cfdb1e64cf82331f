import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { cn } from "@fanal/ui/lib/utils";
import { type LucideIcon, MonitorIcon, MoonIcon, SmartphoneIcon, SunIcon, TabletIcon } from "lucide-react";
import type { ReactNode } from "react";
import { pick } from "../lib/pick.ts";

export type PreviewWidth = "360" | "768" | "full";
export type PreviewTheme = "light" | "dark";

const widthChoices: Choice<PreviewWidth>[] = [
  { value: "360", label: "Phone", icon: SmartphoneIcon },
  { value: "768", label: "Tablet", icon: TabletIcon },
  { value: "full", label: "Full", icon: MonitorIcon },
];
export const themeChoices: Choice<PreviewTheme>[] = [
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
];

/** `null`: all there is. */
export function pixelsOf(width: PreviewWidth): number | null {
  return width === "full" ? null : Number(width);
}

interface PreviewSwitchesProps {
  width: PreviewWidth;
  theme: PreviewTheme;
  onWidth: (width: PreviewWidth) => void;
  onTheme: (theme: PreviewTheme) => void;
}

/** How wide a status page is shown, and in which theme; nobody else sees what is chosen here. */
export function PreviewSwitches({ width, theme, onWidth, onTheme }: PreviewSwitchesProps) {
  return (
    <>
      <Switcher
        label="Width of the preview"
        choices={widthChoices}
        value={width}
        onChoose={onWidth}
        className="max-lg:hidden"
      />
      <Switcher label="Theme of the preview" choices={themeChoices} value={theme} onChoose={onTheme} />
    </>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** Stands for the label, which is then its name only. */
  icon?: LucideIcon;
}

interface SwitcherProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  className?: string;
}

/** One of a few, each of them a press away. */
export function Switcher<Value extends string>(props: SwitcherProps<Value>): ReactNode {
  const { label, choices, value, onChoose, className } = props;
  const values = choices.map((choice) => choice.value);
  return (
    <ToggleGroup
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => chosen !== "" && onChoose(pick(values, chosen))}
      className={cn("bg-background", className)}
    >
      {choices.map(({ value: one, label: word, icon: Icon }) => (
        <ToggleGroupItem
          key={one}
          value={one}
          {...(Icon === undefined ? {} : { "aria-label": word, title: word })}
        >
          {Icon === undefined ? word : <Icon aria-hidden />}
        </ToggleGroupItem>
      ))}
    </ToggleGroup>
  );
}
