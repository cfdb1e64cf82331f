import type { TemplateVariable } from "@fanal/domain";
import { templateVariables } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";

const meanings: Record<TemplateVariable, string> = {
  service: "the first affected service",
  services: "all affected services, with commas",
  status: "the state, such as Investigating",
  impact: "the impact, such as Major",
  time: "the time when it is used, in the zone of your first status page",
  organization: "the name of your organization",
};

/** What a template can leave open, what each is filled with, and a way to put it into the message. */
export function Variables({ onInsert }: { onInsert: (variable: string) => void }) {
  return (
    <div className="flex flex-col gap-1 rounded-lg bg-secondary p-3">
      <p className="text-xs text-muted-foreground">
        Filled in when the template is used. Choose one to put it into the message.
      </p>
      <ul className="grid gap-x-4 sm:grid-cols-2">
        {templateVariables.map((variable) => (
          <li
            key={variable}
            className="flex min-h-7 min-w-0 items-center gap-2 text-xs pointer-coarse:min-h-11"
          >
            <Button
              variant="outline"
              size="xs"
              className="shrink-0 font-mono"
              onClick={() => onInsert(`{{${variable}}}`)}
            >
              {`{{${variable}}}`}
            </Button>
            <span className="min-w-0 text-muted-foreground">{meanings[variable]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
