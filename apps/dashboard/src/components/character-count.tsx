import { cn } from "@fanal/ui/lib/utils";

const shownFrom = 0.8;

/** How much of a text's room is taken, once most of it is: "24,812 of 25,000". Texts are never cut in silence. */
export function CharacterCount({ text, limit }: { text: string; limit: number }) {
  const used = text.trim().length;
  if (used < limit * shownFrom) return null;
  return (
    <p
      className={cn("text-xs tabular-nums", used > limit ? "text-destructive" : "text-muted-foreground")}
    >{`${used.toLocaleString("en")} of ${limit.toLocaleString("en")}`}</p>
  );
}
