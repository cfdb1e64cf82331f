import type { Service } from "@fanal/contract";
import type { Line } from "./order.ts";

/** Services whose name or description has the words of the filter. */
export function matching(services: Service[], filter: string): Service[] {
  const wanted = filter.trim().toLowerCase();
  return services.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
}

/** What is drawn: while a filter is set, only what it finds and the heads above it; else all but what is folded away. */
export function visibleLines(lines: Line[], filter: string, closed: ReadonlySet<string>): Line[] {
  const found = new Set(
    matching(
      lines.flatMap((line) => (line.kind === "service" ? [line.service] : [])),
      filter,
    ).map((service) => service.id),
  );
  let head: string | null = null;
  const shown: Line[] = [];
  for (const line of lines) {
    if (line.kind === "group") head = line.id;
    if (
      line.kind === "service" &&
      (!found.has(line.id) || (filter === "" && head !== null && closed.has(head)))
    )
      continue;
    shown.push(line);
  }
  if (filter === "") return shown;
  return shown.filter((line, index) => line.kind === "service" || shown[index + 1]?.kind === "service");
}
