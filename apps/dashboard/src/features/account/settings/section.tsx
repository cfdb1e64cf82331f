import { cn } from "@fanal/ui/lib/utils";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  help?: string;
  /** Whether it holds what cannot be undone: a hairline keeps it apart. */
  isDangerous?: boolean;
  children: ReactNode;
}

/** One matter of the account, with what it means in a sentence. */
export function Section({ title, help, isDangerous = false, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn("flex flex-col items-start gap-3", isDangerous && "border-t pt-6")}
    >
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
