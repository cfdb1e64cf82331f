import type { StatusPage } from "@fanal/contract";
import { type Language, languageNames, languages } from "@fanal/domain";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useTheme } from "@fanal/ui/hooks/use-theme";
import { cn } from "@fanal/ui/lib/utils";
import { useQuery } from "@tanstack/react-query";
import { type LucideIcon, MonitorIcon, MoonIcon, SmartphoneIcon, SunIcon, TabletIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { PreviewFrame } from "../../components/preview-frame.tsx";
import { query } from "../../lib/api.ts";
import { pick } from "../../lib/pick.ts";
import { useOrganization } from "../../lib/use-organization.ts";

const widths = ["360", "768", "full"] as const;
const themes = ["light", "dark"] as const;
const states = ["live", "operational", "outage", "maintenance"] as const;

const widthChoices: Choice<(typeof widths)[number]>[] = [
  { value: "360", label: "Phone", icon: SmartphoneIcon },
  { value: "768", label: "Tablet", icon: TabletIcon },
  { value: "full", label: "Full", icon: MonitorIcon },
];
const themeChoices: Choice<(typeof themes)[number]>[] = [
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
];
const stateChoices: Choice<(typeof states)[number]>[] = [
  { value: "live", label: "Live" },
  { value: "operational", label: "All fine" },
  { value: "outage", label: "Outage" },
  { value: "maintenance", label: "Maintenance" },
];

interface PreviewProps {
  page: StatusPage;
  /** On a phone it takes the place of the form. */
  isShown: boolean;
}

/** The page as visitors see it, or as they would see it in another state; nobody else sees what is chosen here. */
export function Preview({ page, isShown }: PreviewProps) {
  const { slug: organization } = useOrganization();
  const { resolvedTheme } = useTheme();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const [width, setWidth] = useState<(typeof widths)[number]>("full");
  const [theme, setTheme] = useState<(typeof themes)[number] | null>(null);
  const [state, setState] = useState<(typeof states)[number]>("live");
  const [language, setLanguage] = useState<Language | null>(null);
  const search = new URLSearchParams({ state, language: language ?? page.language });
  const address = `/api/v1/organizations/${organization}/status-pages/${page.id}/preview?${search}`;
  // Times that only the server sets: what shows before it is answered would be fetched before it is there. What else
  // changes the page is told by its services.
  const revision = [page, ...(services ?? [])]
    .map((one) => ("statusSince" in one ? one.updatedAt + one.statusSince : one.updatedAt))
    .join();
  return (
    <section
      aria-label="Preview"
      className={cn("flex min-w-0 flex-1 flex-col bg-muted", !isShown && "max-lg:hidden")}
    >
      <div className="flex shrink-0 flex-wrap items-center justify-center gap-2 px-3 py-2">
        <Switcher label="State of the preview" choices={stateChoices} value={state} onChoose={setState} />
        <Switcher
          label="Width of the preview"
          choices={widthChoices}
          value={width}
          onChoose={setWidth}
          className="max-lg:hidden"
        />
        <Switcher
          label="Theme of the preview"
          choices={themeChoices}
          value={theme ?? resolvedTheme}
          onChoose={setTheme}
        />
        <Select
          value={language ?? page.language}
          onValueChange={(value) => setLanguage(pick(languages, value))}
        >
          <SelectTrigger size="sm" aria-label="Language of the preview" className="w-auto">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {languages.map((one) => (
              <SelectItem key={one} value={one}>
                {languageNames[one]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      <div className="flex min-h-0 flex-1 justify-center px-4 pb-4 max-lg:px-0 max-lg:pb-14">
        <PreviewFrame
          title={`${page.name}, as visitors see it`}
          address={address}
          revision={revision}
          theme={theme ?? resolvedTheme}
          width={width === "full" ? null : Number(width)}
        />
      </div>
    </section>
  );
}

interface Choice<Value extends string> {
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

function Switcher<Value extends string>(props: SwitcherProps<Value>): ReactNode {
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
