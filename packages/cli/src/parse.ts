import { InvalidArgumentError } from "commander";

/** `API=major_outage`, as often as wanted. */
export function serviceWithStatus<Status extends string>(statuses: readonly Status[]) {
  return (value: string, before: { service: string; status: Status }[] = []) => {
    const at = value.lastIndexOf("=");
    const status = statuses.find((known) => known === value.slice(at + 1));
    if (at < 1 || status === undefined) {
      const known = statuses.join(", ");
      throw new InvalidArgumentError(
        `Write it as SERVICE=STATUS, for example API=major_outage. Statuses: ${known}.`,
      );
    }
    return [...before, { service: value.slice(0, at), status }];
  };
}

export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
