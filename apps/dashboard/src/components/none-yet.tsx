import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoneYetProps {
  icon?: LucideIcon;
  /** What is missing: "No teams yet". */
  title: string;
  /** Why it is, or what it would be good for. */
  text: ReactNode;
  /** The next act; absent for those who may not. */
  children?: ReactNode;
}

/** An empty list: says why, and offers the next act. */
export function NoneYet({ icon: Icon, title, text, children }: NoneYetProps) {
  const isOffered = children !== undefined && children !== null && children !== false;
  return (
    <Empty>
      <EmptyHeader>
        {Icon !== undefined && (
          <EmptyMedia variant="icon">
            <Icon aria-hidden />
          </EmptyMedia>
        )}
        <EmptyTitle>{title}</EmptyTitle>
        <EmptyDescription>{text}</EmptyDescription>
      </EmptyHeader>
      {isOffered && <EmptyContent>{children}</EmptyContent>}
    </Empty>
  );
}
