import { CircleCheckIcon, InfoIcon, LoaderCircleIcon, OctagonXIcon, TriangleAlertIcon } from "lucide-react";
import type * as React from "react";
import { Toaster as Sonner, type ToasterProps } from "sonner";
import { useIsMobile } from "../hooks/use-mobile.ts";
import { useTheme } from "../hooks/use-theme.ts";

type ToasterStyle = React.CSSProperties & Record<`--${string}`, string | number>;

const style: ToasterStyle = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--popover-foreground)",
  "--normal-border": "transparent",
  "--border-radius": "var(--radius)",
  "--width": "356px",
  zIndex: 70,
};

/** Results of the user's own acts. Stays 8 s, so that Undo can be reached. */
export function Toaster(props: ToasterProps) {
  const { resolvedTheme } = useTheme();
  const isMobile = useIsMobile();
  return (
    // It would send whoever leaves it by Tab back to where they came from, which is a trap beside the end of a view. Where the focus goes
    // when a toast is gone is known without it.
    <div className="contents" onFocusCapture={(event) => event.stopPropagation()}>
      <Sonner
        theme={resolvedTheme}
        position={isMobile ? "top-center" : "bottom-right"}
        duration={8000}
        visibleToasts={3}
        gap={8}
        offset={16}
        icons={{
          success: <CircleCheckIcon className="size-4 text-muted-foreground" />,
          info: <InfoIcon className="size-4 text-muted-foreground" />,
          warning: <TriangleAlertIcon className="size-4 text-status-degraded" />,
          error: <OctagonXIcon className="size-4 text-destructive" />,
          loading: <LoaderCircleIcon className="size-4 animate-spin text-muted-foreground" />,
        }}
        toastOptions={{
          classNames: {
            toast: "shadow-popover! font-sans! text-sm! p-3! gap-2!",
            title: "text-sm! font-medium!",
            description: "text-muted-foreground!",
            actionButton:
              "h-7! rounded-md! bg-transparent! px-2! text-sm! font-medium! text-primary! hover:bg-accent!",
            cancelButton:
              "h-7! rounded-md! bg-transparent! px-2! text-sm! font-medium! text-muted-foreground! hover:bg-accent!",
          },
        }}
        style={style}
        {...props}
      />
    </div>
  );
}
