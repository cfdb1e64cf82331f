import { Avatar, AvatarFallback } from "@fanal/ui/components/avatar";
import { cn } from "@fanal/ui/lib/utils";

/** Stands for a person beside their name; dashed for one who was invited and has not come yet. */
export function Initials({ name, isExpected = false }: { name: string; isExpected?: boolean }) {
  return (
    <Avatar
      aria-hidden
      className={cn(isExpected && "border border-dashed border-input bg-transparent text-muted-foreground")}
    >
      <AvatarFallback>{[...name].slice(0, 1).join("").toUpperCase()}</AvatarFallback>
    </Avatar>
  );
}
