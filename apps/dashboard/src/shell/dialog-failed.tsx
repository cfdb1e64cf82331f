import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { toast } from "sonner";
import { sentenceOf } from "../lib/errors.ts";
import { chunkSentence, isChunkMissing } from "../lib/missing-chunk.ts";

/** In the place of a dialog that could not be opened; the view behind it stays. */
export function DialogFailed({ error }: ErrorComponentProps) {
  useEffect(() => {
    const isMissing = isChunkMissing(error);
    toast.error("This could not be opened.", {
      description: isMissing ? chunkSentence() : sentenceOf(error),
      ...(isMissing ? { action: { label: "Load anew", onClick: () => window.location.reload() } } : {}),
    });
  }, [error]);
  return null;
}
