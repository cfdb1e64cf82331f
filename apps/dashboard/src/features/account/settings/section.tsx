import { type ReactNode, useId } from "react";

/** One matter of the account, with what it means in a sentence. */
export function Section({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col items-start gap-3 border-t pt-6">
      <div>
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        {help !== undefined && <p className="text-muted-foreground">{help}</p>}
      </div>
      {children}
    </section>
  );
}
