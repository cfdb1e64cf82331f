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
    <div className="flex flex-wrap items-start gap-x-2 rounded-md bg-muted py-1 pr-1 pl-2">
      <dt className="w-full shrink-0 pt-1 text-xs/5 text-muted-foreground sm:w-24">{label}</dt>
      <dd className="flex min-w-0 flex-1 items-start gap-2">
        <code className="min-w-0 flex-1 py-1 text-xs/5 font-normal break-all">{value}</code>
        <CopyButton what={what} text={value} />
      </dd>
    </div>
  );
}
