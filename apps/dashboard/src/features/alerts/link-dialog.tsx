import { CopyButton } from "../../components/copy-button.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { kindForms } from "./kinds/index.ts";
import type { WithLink } from "./writes.ts";

/** The link of a source, the one time that it can be seen, and how it is used there. */
export function LinkDialog({ made, onClose }: { made: WithLink; onClose: () => void }) {
  return (
    <ShownOnce
      title={`Link of ${made.name}`}
      name={made.name}
      what="link"
      secret={made.link}
      help="Whoever has it can set the status of services."
      onClose={onClose}
    >
      {made.link !== null && <SetUp made={made} link={made.link} />}
    </ShownOnce>
  );
}

function SetUp({ made, link }: { made: WithLink; link: string }) {
  const { help, text } = kindForms[made.settings.kind].setUp(link);
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p className="text-muted-foreground">{help}</p>
      {text !== link && (
        <div className="relative">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
          <pre tabIndex={0} className="overflow-x-auto rounded-md bg-secondary p-3 pr-12 font-mono text-xs">
            {text}
          </pre>
          <div className="absolute top-1.5 right-1.5">
            <CopyButton what="Set-up" text={text} />
          </div>
        </div>
      )}
    </div>
  );
}
