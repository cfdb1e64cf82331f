import type { PastImport } from "@fanal/contract";
import { type ImportKind, type ImportSource, importSourceNames } from "@fanal/domain";

export const stateLabels: Record<PastImport["state"], string> = {
  reading: "Reading",
  ready: "Ready to start",
  running: "Importing",
  finished: "Finished",
  stopped: "Stopped",
  failed: "Could not be read",
};

export const kindLabels: Record<ImportKind, string> = {
  group: "Service groups",
  service: "Services",
  incident: "Incidents",
  maintenance: "Maintenance",
  subscriber: "Subscribers",
};

/** "Cachet at status.acme.example". */
export function sourceWords({ source, origin }: Pick<PastImport, "source" | "origin">): string {
  return origin === "" ? importSourceNames[source] : `${importSourceNames[source]} at ${origin}`;
}

interface SourceWords {
  /** What a file of it is. */
  file: string;
  /** What reading it by its API is called. */
  api: string;
  address: { label: string; example: string; help: string } | null;
}

export const sourceFields: Record<ImportSource, SourceWords> = {
  statuspage: {
    file: "One JSON file with the lists of its API: components, component_groups, incidents, subscribers.",
    api: "Read its API",
    address: null,
  },
  cachet: {
    file: "One JSON file with the lists of its API: groups, components, incidents, schedules, subscribers.",
    api: "Read its API",
    address: {
      label: "Address of Cachet",
      example: "https://status.acme.example",
      help: "Where it is, without a path. Ids are told apart by it.",
    },
  },
  uptime_kuma: {
    file: "The backup that version 1 saves. Version 2 saves none: read its status page.",
    api: "Read its status page",
    address: {
      label: "Address of the status page",
      example: "https://kuma.acme.example/status/acme",
      help: "As visitors open it. Ids are told apart by its host.",
    },
  },
};

export function number(value: number): string {
  return value.toLocaleString("en");
}
