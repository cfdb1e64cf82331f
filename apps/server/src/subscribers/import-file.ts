import { Readable } from "node:stream";
import { setImmediate as pause } from "node:timers/promises";
import { type ImportField, subscriberInput } from "@fanal/contract";
import { everything, type Language, languages, type SubscriberChoices } from "@fanal/domain";
import { CsvError, parse } from "csv-parse";
import { refuse } from "../refusals.ts";
import type { PageService } from "../status-pages/queries/services.ts";

/** A row of a file, with the line that it ends on. */
export interface FileRow {
  line: number;
  values: string[];
}

/** What a column of a file is; `null`: nothing that is read. */
export type Columns = (ImportField | null)[];

/** What an address is added with. */
export interface ImportedSubscriber {
  email: string;
  choices: SubscriberChoices;
  language: Language;
  isShared: boolean;
}

/** The page that a file is for: what is left out in a row, and what may stand in it. */
export interface ImportPage {
  language: Language;
  services: readonly PageService[];
}

const pieceLength = 65_536;
/** So many rows are read at once; whatever else the server does has its turn between. */
const rowsAtOnce = 500;

/** The rows of a file, its header first. Refuses what is no CSV, with the line. */
export async function* rowsOf(csv: string): AsyncGenerator<FileRow> {
  const parser = Readable.from(piecesOf(csv)).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  let count = 0;
  try {
    for await (const { record, info } of parser) {
      yield { line: info.lines, values: record };
      if (++count % rowsAtOnce === 0) await pause();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = `Line ${error.lines} cannot be read: look at its quotes (").`;
    refuse("bad_request", message, [{ path: ["csv"], message }]);
  }
}

function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += pieceLength) yield text.slice(start, start + pieceLength);
}

/** Spreadsheets of some countries write `;` or tabs; the header says which. */
function delimiterOf(csv: string): string {
  const [header = ""] = csv.split(/[\r\n]/, 1);
  const among = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return among.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ",";
}

/** How other programs call the columns, in small letters and nothing else. */
const otherNames: Record<string, ImportField> = {
  email: "email",
  emailaddress: "email",
  mail: "email",
  address: "email",
  services: "services",
  service: "services",
  components: "services",
  language: "language",
  locale: "language",
  shared: "shared",
  channel: "channel",
  state: "state",
  status: "state",
};

/** What the columns are, by the names in the header. The first of two that mean the same counts. */
export function columnsOf(header: readonly string[]): Columns {
  const fields = header.map((name) => otherNames[name.toLowerCase().replace(/[^a-z]/g, "")] ?? null);
  return fields.map((field, index) => (fields.indexOf(field) === index ? field : null));
}

/** Refuses a file in which nothing is named as the address. */
export function requireAddresses(columns: Columns): void {
  if (columns.includes("email")) return;
  const message =
    "No column is named “email”. Name the columns in the first line: email, services, language, shared.";
  refuse("bad_request", message, [{ path: ["csv"], message }]);
}

/** What a row says, or what is wrong with it. Says no address: these words stay after an address is forgotten. */
export function readRow(
  { values }: FileRow,
  columns: Columns,
  page: ImportPage,
): ImportedSubscriber | string {
  const textOf = (field: ImportField) => asWritten(values[columns.indexOf(field)] ?? "");
  const email = subscriberInput.shape.email.safeParse(textOf("email"));
  const channel = textOf("channel").toLowerCase();
  const state = textOf("state").toLowerCase();
  if (channel !== "" && channel !== "email") return "Only e-mail addresses can be imported.";
  if (!email.success)
    return textOf("email") === "" ? "The address is missing." : "This is no e-mail address.";
  if (state !== "" && state !== "active") return "Only addresses that are active can be imported.";
  const scope = scopeOf(textOf("services"), page.services);
  if (typeof scope === "string") return scope;
  const language = languageOf(textOf("language"), page.language);
  if (language === undefined) return `The language is none of ${languages.join(", ")}.`;
  const isShared = flags.get(textOf("shared").toLowerCase());
  if (isShared === undefined) return "“shared” is neither yes nor no.";
  return { email: email.data, choices: { ...everything, scope }, language, isShared };
}

/** What our own export defused for spreadsheets, as it was. */
function asWritten(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

const flags = new Map([
  ...["yes", "true", "1"].map((word) => [word, true] as const),
  ...["", "no", "false", "0"].map((word) => [word, false] as const),
]);

function languageOf(text: string, ofPage: Language): Language | undefined {
  return text === "" ? ofPage : languages.find((one) => one.toLowerCase() === text.toLowerCase());
}

/** Services and groups by their names or ids; a name that both have is the service's. */
function scopeOf(text: string, services: readonly PageService[]): SubscriberChoices["scope"] | string {
  const names = text
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return null;
  const serviceIds = new Set<string>();
  const groupIds = new Set<string>();
  for (const name of names) {
    const isMeant = (one: { id: string; name: string } | null) =>
      one !== null && (one.id === name || one.name.toLowerCase() === name.toLowerCase());
    const meant = services.filter(isMeant);
    const groups = services.flatMap(({ group }) => (group !== null && isMeant(group) ? [group.id] : []));
    if (meant.length === 0 && groups.length === 0)
      return `“${name.slice(0, 100)}” is no service and no group of this page.`;
    if (meant.length > 0) for (const { id } of meant) serviceIds.add(id);
    else for (const id of groups) groupIds.add(id);
  }
  return { serviceIds: [...serviceIds], groupIds: [...groupIds] };
}
