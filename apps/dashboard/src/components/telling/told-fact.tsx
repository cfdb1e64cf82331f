import { Fact } from "../fact.tsx";
import { type ToldEvent, toldWords } from "./told-events.ts";

/** How many the newest update reached, beside the story. */
export function ToldFact({ events: [newest] }: { events: ToldEvent[] }) {
  if (newest === undefined) return null;
  return (
    <Fact name="Told">
      <span className="tabular-nums">{toldWords(newest).replace(/^Told /, "")}</span>
    </Fact>
  );
}
