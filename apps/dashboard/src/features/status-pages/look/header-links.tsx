import { limits, pageLook } from "@fanal/contract";
import type { PageLook } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, XIcon } from "lucide-react";
import { useRef, useState } from "react";
import { problemOf } from "../../../lib/forms.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useTyped } from "../use-typed.ts";

type HeaderLink = PageLook["headerLinks"][number];

const linkField = pageLook.shape.headerLinks.element.shape;

/** Links beside the page's name. They save themselves once all of them are whole. */
export function HeaderLinks() {
  const { page, canUpdate, save } = useEditor();
  const saved = page.look.headerLinks;
  const { shown: links, isTyped, type, send, drop } = useTyped(saved);
  const [isChecked, setChecked] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const problems = links.map(({ label, url }) => ({
    label: isChecked ? problemOf(linkField.label, label) : null,
    url: isChecked ? problemOf(linkField.url, url) : null,
  }));
  useProblem(
    problems.find(({ label, url }) => label !== null || url !== null) ? "A link is not whole." : null,
  );
  if (!canUpdate) {
    return (
      <FixedSetting label="Links in the header">
        {saved.length === 0 ? "None" : saved.map(({ label, url }) => `${label}: ${url}`).join("\n")}
      </FixedSetting>
    );
  }

  /** Leaving a field checks what is there; an empty row is not a wrong one, but one that is not meant. */
  function settle(next: HeaderLink[]) {
    const meant = next.filter(({ label, url }) => label.trim() !== "" || url.trim() !== "");
    const { data } = pageLook.shape.headerLinks.safeParse(meant);
    setChecked(data === undefined);
    if (data === undefined) return type(next);
    if (JSON.stringify(data) === JSON.stringify(saved)) return drop();
    send(data);
    save({ look: { headerLinks: data } });
  }

  function onBlur(event: React.FocusEvent) {
    // Going from the label to the address of one link is not leaving it.
    const isWithin = event.currentTarget.contains(event.relatedTarget);
    if (isTyped && !isWithin) settle(links);
  }

  function change(index: number, part: Partial<HeaderLink>) {
    type(links.map((link, at) => (at === index ? { ...link, ...part } : link)));
  }

  function add() {
    type([...links, { label: "", url: "" }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form
    <div role="group" aria-labelledby="header-links" className="flex flex-col gap-1.5">
      <span id="header-links" className="text-sm font-medium">
        Links in the header
      </span>
      {links.length > 0 && (
        <ul ref={list} className="flex flex-col gap-3">
          {links.map((link, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a link is nothing but its place and its texts
            <li key={index} onBlur={onBlur} className="flex flex-col gap-1.5">
              <div className="flex items-center gap-1">
                <Input
                  aria-label={`Text of link ${index + 1}`}
                  placeholder="Support"
                  value={link.label}
                  aria-invalid={problems[index]?.label != null}
                  onChange={(event) => change(index, { label: event.target.value })}
                  className="min-w-0 flex-1"
                />
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move link ${index + 1} up`}
                  disabled={index === 0}
                  onClick={() => settle(swapped(links, index, index - 1))}
                >
                  <ArrowUpIcon aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move link ${index + 1} down`}
                  disabled={index === links.length - 1}
                  onClick={() => settle(swapped(links, index, index + 1))}
                >
                  <ArrowDownIcon aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove link ${index + 1}`}
                  onClick={() => settle(links.filter((_, at) => at !== index))}
                >
                  <XIcon aria-hidden />
                </Button>
              </div>
              <FieldError>{problems[index]?.label}</FieldError>
              <Input
                aria-label={`Address of link ${index + 1}`}
                type="url"
                placeholder="https://acme.example/support"
                value={link.url}
                aria-invalid={problems[index]?.url != null}
                onChange={(event) => change(index, { url: event.target.value })}
              />
              <FieldError>{problems[index]?.url}</FieldError>
            </li>
          ))}
        </ul>
      )}
      {links.length < limits.headerLinks && (
        <div>
          <Button variant="ghost" size="sm" className="-ml-2.5" onClick={add}>
            <PlusIcon aria-hidden /> Add link
          </Button>
        </div>
      )}
    </div>
  );
}

function swapped(links: HeaderLink[], from: number, to: number): HeaderLink[] {
  const link = links[from];
  return link === undefined ? links : links.toSpliced(from, 1).toSpliced(to, 0, link);
}
