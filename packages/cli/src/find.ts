import { exitCodes, Failure } from "./failure.ts";

/** One of a few things by its id or its name; upper and lower case count as the same. */
export function find<Item extends { id: string }>(
  items: Item[],
  wanted: string,
  { kind, nameOf }: { kind: string; nameOf: (item: Item) => string },
): Item {
  const byId = items.find(({ id }) => id === wanted.toLowerCase());
  if (byId !== undefined) return byId;
  const [found, ...others] = items.filter((item) => fold(nameOf(item)) === fold(wanted));
  if (found === undefined) {
    const names = items.map((item) => `  ${nameOf(item)}`);
    const known = names.length === 0 ? "There is none." : `There are:\n${names.join("\n")}`;
    throw new Failure(`No ${kind} is called “${wanted}”. ${known}`, {
      exitCode: exitCodes.notFound,
      code: "not_found",
    });
  }
  if (others.length === 0) return found;
  const choices = [found, ...others].map((item) => `  ${item.id}  ${nameOf(item)}`);
  throw new Failure(`More than one ${kind} is called “${wanted}”. Give an id:\n${choices.join("\n")}`, {
    exitCode: exitCodes.notFound,
    code: "ambiguous",
  });
}

function fold(name: string): string {
  return name.trim().normalize().toLowerCase();
}
