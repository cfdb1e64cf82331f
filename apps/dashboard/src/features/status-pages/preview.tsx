import type { StatusPage } from "@fanal/contract";
import { type Language, languageNames, languages } from "@fanal/domain";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useTheme } from "@fanal/ui/hooks/use-theme";
import { cn } from "@fanal/ui/lib/utils";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PreviewFrame } from "../../components/preview-frame.tsx";
import {
  type Choice,
  PreviewSwitches,
  type PreviewTheme,
  type PreviewWidth,
  pixelsOf,
  Switcher,
} from "../../components/preview-switches.tsx";
import { query } from "../../lib/api.ts";
import { pick } from "../../lib/pick.ts";
import { useOrganization } from "../../lib/use-organization.ts";

const states = ["live", "operational", "outage", "maintenance"] as const;

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
  const [width, setWidth] = useState<PreviewWidth>("full");
  const [theme, setTheme] = useState<PreviewTheme | null>(null);
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
        <PreviewSwitches width={width} theme={theme ?? resolvedTheme} onWidth={setWidth} onTheme={setTheme} />
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
          width={pixelsOf(width)}
        />
      </div>
    </section>
  );
}
