import { serviceInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { FieldError } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { PlusIcon, XIcon } from "lucide-react";
import { useRef, useState } from "react";
import { z } from "zod";
import { FormFailure } from "../../../components/form-failure.tsx";
import { StartFrame } from "../../../components/start-frame.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { problemOf, required } from "../../../lib/forms.ts";
import { useKeptDraft } from "../../../lib/use-kept-draft.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { presets } from "../presets.ts";
import { servicesQuery, useDeleteService } from "../writes.ts";
import { type NewService, useFurnish } from "./writes.ts";

const draftShape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    isPreset: z.boolean().describe("Gives way when another preset is chosen"),
  }),
);
type Row = z.infer<typeof draftShape>[number];

const nameField = required("Write a name, or take the line away.", serviceInput.shape.name);

/** Names what visitors would miss first, beginning with what organizations of a kind mostly have. */
export function ServicesStep() {
  const { slug, id: organizationId } = useOrganization();
  const navigate = useNavigate();
  const { data: services } = useSuspenseQuery(servicesQuery(slug));
  const {
    draft: rows,
    setDraft: setRows,
    drop,
  } = useKeptDraft<Row[]>({
    key: `start-${organizationId}`,
    shape: draftShape,
    empty: [],
    open: (kept) => kept ?? (services.length === 0 ? rowsOf(presets[0]) : []),
  });
  const [renamed, setRenamed] = useState<Record<string, string>>({});
  const [isChecked, setChecked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const remove = useDeleteService();
  const furnish = useFurnish({
    onMade: (id) => setRows((before) => before.filter((row) => row.id !== id)),
    onFailure: (error) => setFailure(`Not all services were made. ${sentenceOf(error)}`),
    onDone: () => {
      drop();
      void navigate({ to: ".", search: { step: "look" } });
    },
  });

  function choose(preset: (typeof presets)[number]) {
    setFailure(null);
    setRows((before) => {
      const own = before.filter(({ isPreset }) => !isPreset);
      const taken = new Set([...own, ...services].map(({ name }) => name));
      return [...own, ...rowsOf(preset).filter(({ name }) => !taken.has(name))];
    });
  }

  function add() {
    setRows((before) => [...before, { id: crypto.randomUUID(), name: "", description: "", isPreset: false }]);
    requestAnimationFrame(() => [...(list.current?.querySelectorAll("input") ?? [])].at(-1)?.focus());
  }

  /** Another name is another write, so it gets another key; its description was that of the old one. */
  function rename(row: Row, name: string) {
    const changed = { id: crypto.randomUUID(), name, description: "", isPreset: false };
    setRows((before) => before.map((one) => (one.id === row.id ? changed : one)));
  }

  function submit() {
    setFailure(null);
    setChecked(true);
    const names = [...rows.map(({ name }) => name), ...Object.values(renamed)];
    if (names.some((name) => problemOf(nameField, name) !== null)) {
      return requestAnimationFrame(() =>
        list.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
      );
    }
    if (rows.length + services.length === 0)
      return setFailure("Name one service at least, or skip the start.");
    furnish.submit({
      organization: slug,
      create: rows.map(({ id, name, description }): NewService => ({ id, name: name.trim(), description })),
      rename: services.flatMap((service) => {
        const name = renamed[service.id]?.trim();
        return name === undefined || name === service.name ? [] : [{ service, name }];
      }),
    });
  }

  return (
    <StartFrame
      step="services"
      title="Name your services"
      text="What would your users miss first? Begin with what fits, and change every name as you like."
      act="Continue"
      isBusy={furnish.isPending}
      onAct={submit}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
      <div role="group" aria-label="Presets" className="flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button
            key={preset.name}
            variant="outline"
            size="sm"
            className="pointer-coarse:h-11"
            onClick={() => choose(preset)}
          >
            {preset.name}
          </Button>
        ))}
      </div>
      <ul ref={list} aria-label="Services" className="flex flex-col gap-2">
        {services.map((service, index) => (
          <NameRow
            key={service.id}
            label={`Service ${index + 1}`}
            name={renamed[service.id] ?? service.name}
            isChecked={isChecked}
            onChange={(name) => setRenamed((before) => ({ ...before, [service.id]: name }))}
            onEnter={submit}
            onRemove={() => remove.run({ organization: slug, service, version: service.version })}
          />
        ))}
        {rows.map((row, index) => (
          <NameRow
            // Its id follows its name, and the field is to keep the focus.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            label={`Service ${services.length + index + 1}`}
            name={row.name}
            isChecked={isChecked}
            onChange={(name) => rename(row, name)}
            onEnter={submit}
            onRemove={() => setRows((before) => before.filter(({ id }) => id !== row.id))}
          />
        ))}
      </ul>
      <Button variant="ghost" size="sm" className="self-start pointer-coarse:h-11" onClick={add}>
        <PlusIcon aria-hidden /> Add a service
      </Button>
      <FormFailure message={failure} />
    </StartFrame>
  );
}

interface NameRowProps {
  label: string;
  name: string;
  isChecked: boolean;
  onChange: (name: string) => void;
  onEnter: () => void;
  onRemove: () => void;
}

function NameRow({ label, name, isChecked, onChange, onEnter, onRemove }: NameRowProps) {
  const problem = isChecked ? problemOf(nameField, name) : null;
  return (
    <li className="flex flex-col gap-1">
      <span className="flex items-center gap-2">
        <Input
          aria-label={label}
          aria-invalid={problem !== null}
          placeholder="API"
          value={name}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && onEnter()}
        />
        <Button
          variant="ghost"
          size="icon"
          className="pointer-coarse:size-11"
          aria-label={`Take ${name === "" ? label : name} away`}
          onClick={onRemove}
        >
          <XIcon aria-hidden />
        </Button>
      </span>
      <FieldError>{problem}</FieldError>
    </li>
  );
}

function rowsOf(preset: (typeof presets)[number] | undefined): Row[] {
  return (preset?.services ?? []).map((service) => ({
    ...service,
    id: crypto.randomUUID(),
    isPreset: true,
  }));
}
