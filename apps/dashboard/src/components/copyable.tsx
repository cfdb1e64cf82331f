import { CopyButton } from "./copy-button.tsx";

interface CopyableProps {
  label: string;
  /** What is copied, in words that stand alone: "Record name". */
  what: string;
  value: string;
}

/** A row of a `<dl>` whose value is to be copied elsewhere. */
export function Copyable({ label, what, value }: CopyableProps) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-muted py-1 pr-1 pl-2">
      <dt className="w-24 shrink-0 py-1 text-xs text-muted-foreground">{label}</dt>
      <dd className="min-w-0 flex-1 py-1 font-mono text-xs/5 font-normal break-all">{value}</dd>
      <CopyButton what={what} text={value} />
    </div>
  );
}
