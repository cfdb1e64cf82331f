import { CopyButton } from "../../copy-button.tsx";

/** JSON as a program gets it, set to be read: a line that is too long goes on below itself. */
export function Json({ label, json }: { label: string; json: string }) {
  const text = JSON.stringify(JSON.parse(json), null, 2);
  return (
    <div className="relative">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        className="h-90 overflow-y-auto rounded-lg border bg-muted px-3 py-2 font-mono text-xs"
      >
        {text.split("\n").map((line, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else, and never move
          <Line key={number} line={line} />
        ))}
      </section>
      <span className="absolute top-1.5 right-3 rounded-md bg-muted">
        <CopyButton what="JSON" text={text} />
      </span>
    </div>
  );
}

function Line({ line }: { line: string }) {
  const [, indent = "", key = "", value = ""] = /^( *)("(?:[^"\\]|\\.)*": )?(.*)$/.exec(line) ?? [];
  const depth = `${indent.length + 2}ch`;
  return (
    <p
      className="font-normal whitespace-pre-wrap wrap-anywhere"
      style={{ paddingLeft: depth, textIndent: `-${depth}` }}
    >
      {indent}
      <span className="text-muted-foreground">{key}</span>
      {value}
    </p>
  );
}
