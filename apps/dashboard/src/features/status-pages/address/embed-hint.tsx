import { useEditor } from "../editor.tsx";

/** Where the banner is that shows what is wrong in an application of one's own. */
export function EmbedHint() {
  const { page } = useEditor();
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-medium">In your application</h3>
      <p className="text-xs font-normal text-muted-foreground">
        A banner tells people there while something is wrong.{" "}
        <a
          href={`/embed?page=${page.slug}`}
          target="_blank"
          rel="noopener"
          className="text-primary underline underline-offset-2"
        >
          Look at it and copy its line
        </a>
      </p>
    </div>
  );
}
