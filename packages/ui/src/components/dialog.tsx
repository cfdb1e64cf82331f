import { cva, type VariantProps } from "class-variance-authority";
import { XIcon } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import type * as React from "react";
import { keepOpenForToasts } from "../lib/dialog-outside.ts";
import { dialogClass, scrimClass, sheetOnPhoneClass } from "../lib/dialog-style.ts";
import { LayerContext } from "../lib/layer.ts";
import { cn } from "../lib/utils.ts";
import { Button } from "./button.tsx";

export const dialogVariants = cva(dialogClass, {
  variants: {
    /** Widest it gets: 400 to confirm, 480 for a form, 640 to write or to search. */
    size: { sm: "max-w-100", default: "max-w-120", lg: "max-w-160" },
    /** Where it is on a phone: a sheet at the thumb, all of the screen to write in, or on top like a search. */
    phone: {
      sheet: sheetOnPhoneClass,
      full: "max-sm:top-0 max-sm:h-[calc(100dvh-var(--keyboard,0px))] max-sm:max-h-none max-sm:w-full max-sm:max-w-none max-sm:rounded-none",
      top: "",
    },
  },
  defaultVariants: { size: "default", phone: "sheet" },
});

export function Dialog(props: React.ComponentProps<typeof DialogPrimitive.Root>) {
  return <DialogPrimitive.Root data-slot="dialog" {...props} />;
}

export function DialogTrigger(props: React.ComponentProps<typeof DialogPrimitive.Trigger>) {
  return <DialogPrimitive.Trigger data-slot="dialog-trigger" {...props} />;
}

export function DialogClose(props: React.ComponentProps<typeof DialogPrimitive.Close>) {
  return <DialogPrimitive.Close data-slot="dialog-close" {...props} />;
}

export function DialogOverlay({ className, ...props }: React.ComponentProps<typeof DialogPrimitive.Overlay>) {
  return (
    <DialogPrimitive.Overlay data-slot="dialog-overlay" className={cn(scrimClass, className)} {...props} />
  );
}

type DialogContentProps = React.ComponentProps<typeof DialogPrimitive.Content> &
  VariantProps<typeof dialogVariants> & { showCloseButton?: boolean };

export function DialogContent({
  className,
  children,
  size = "default",
  phone = "sheet",
  showCloseButton = true,
  onInteractOutside = keepOpenForToasts,
  ...props
}: DialogContentProps) {
  return (
    <DialogPrimitive.Portal>
      <DialogOverlay />
      <DialogPrimitive.Content
        data-slot="dialog-content"
        data-size={size}
        className={cn(dialogVariants({ size, phone }), className)}
        onInteractOutside={onInteractOutside}
        {...props}
      >
        <LayerContext value="dialog">{children}</LayerContext>
        {showCloseButton && (
          <div className="absolute top-3.5 right-3.5">
            <DialogPrimitive.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close">
                <XIcon aria-hidden />
              </Button>
            </DialogPrimitive.Close>
          </div>
        )}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

export function DialogHeader({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="dialog-header"
      className={cn("flex flex-col gap-1 px-5 pt-4 pr-14 pb-3", className)}
      {...props}
    />
  );
}

/** The part between header and footer; it scrolls when the dialog would outgrow the window. */
export function DialogBody({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="dialog-body"
      className={cn("min-h-0 flex-1 overflow-y-auto px-5 py-1 pb-4", className)}
      {...props}
    />
  );
}

export function DialogFooter({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="dialog-footer"
      className={cn(
        "flex shrink-0 items-center justify-end gap-2 border-t px-5 py-3 max-sm:flex-wrap",
        className,
      )}
      {...props}
    />
  );
}

export function DialogTitle({ className, ...props }: React.ComponentProps<typeof DialogPrimitive.Title>) {
  return (
    <DialogPrimitive.Title
      data-slot="dialog-title"
      className={cn("text-lg text-balance wrap-anywhere", className)}
      {...props}
    />
  );
}

export function DialogDescription({
  className,
  ...props
}: React.ComponentProps<typeof DialogPrimitive.Description>) {
  return (
    <DialogPrimitive.Description
      data-slot="dialog-description"
      className={cn("text-sm text-muted-foreground", className)}
      {...props}
    />
  );
}
