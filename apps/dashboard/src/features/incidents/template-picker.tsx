import type { IncidentTemplate } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@fanal/ui/components/command";
import { Kbd } from "@fanal/ui/components/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileTextIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { query } from "../../lib/api.ts";
import { areSingleKeysOn } from "../../lib/single-keys.ts";
import { useOrganization } from "../../lib/use-organization.ts";

interface TemplatePickerProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPick: (template: IncidentTemplate) => void;
  /** Somebody wants to write a slash after all. */
  onSlash: () => void;
  /** Puts the focus where it goes when it closes. */
  onClosed: () => void;
  /** Somebody goes to where templates are written. */
  onLeave?: () => void;
}

/** Whether a key in a text that nobody has begun asks for templates. */
export function asksForTemplates(event: React.KeyboardEvent): boolean {
  const { key, metaKey, ctrlKey, altKey, nativeEvent } = event;
  return key === "/" && !metaKey && !ctrlKey && !altKey && !nativeEvent.isComposing && areSingleKeysOn();
}

/** Templates by name: the first is taken with Enter. */
export function TemplatePicker(props: TemplatePickerProps) {
  const { isOpen, onOpenChange, onPick, onSlash, onClosed, onLeave } = props;
  const { slug, can } = useOrganization();
  const [search, setSearch] = useState("");
  const list = useQuery(query.incidentTemplates.list.queryOptions({ input: { organization: slug } }));
  const templates = list.data;
  const wasOpen = useRef(isOpen);
  // In the act that closes it, and not once it is gone: the next key belongs to the text already.
  useEffect(() => {
    if (wasOpen.current && !isOpen) onClosed();
    wasOpen.current = isOpen;
  }, [isOpen, onClosed]);
  // Where there are none and one may not write any, there is nothing to offer.
  if (templates?.length === 0 && !can("incident_template.write")) return null;

  function close() {
    setSearch("");
    onOpenChange(false);
  }

  return (
    <Popover modal open={isOpen} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm">
          <FileTextIcon aria-hidden /> Template <Kbd>/</Kbd>
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="Templates"
        className="w-80 max-w-[calc(100vw-2rem)] p-0"
        onCloseAutoFocus={(event) => {
          // Where nobody took it, it goes to the button.
          if (document.activeElement !== document.body) event.preventDefault();
        }}
      >
        <Command label="Templates">
          <CommandInput
            placeholder="Find a template"
            value={search}
            onValueChange={setSearch}
            onKeyDown={(event) => {
              if (search !== "" || event.key !== "/") return;
              event.preventDefault();
              close();
              onSlash();
            }}
          />
          <CommandList className="max-h-72">
            {templates === undefined ? (
              <p role="status" className="px-2.5 py-4 text-center text-muted-foreground">
                {list.isError ? "Could not load templates." : "Loading templates…"}
              </p>
            ) : (
              <CommandEmpty className="py-4">
                {templates.length === 0 ? "No templates yet." : `No template named “${search}”.`}
              </CommandEmpty>
            )}
            {templates?.map((template) => (
              <CommandItem
                key={template.id}
                value={template.id}
                keywords={[template.name, template.title]}
                onSelect={() => {
                  close();
                  onPick(template);
                }}
              >
                <ProgressIcon state={template.status} tone="past" />
                <span className="truncate">{template.name}</span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
        {can("incident_template.write") && (
          <div className="border-t p-1.5">
            <Button variant="ghost" size="sm" asChild>
              <Link to="/app/$organization/templates" params={{ organization: slug }} onClick={onLeave}>
                {templates?.length === 0 ? "Write a template" : "Edit templates"}
              </Link>
            </Button>
          </div>
        )}
      </PopoverContent>
    </Popover>
  );
}
