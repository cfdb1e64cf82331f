/** The line of a mail that stands in a list of mails. */
export function Subject({ words }: { words: string }) {
  return (
    <p className="wrap-anywhere">
      <span className="text-muted-foreground">Subject </span>
      <span className="font-strong">{words}</span>
    </p>
  );
}
