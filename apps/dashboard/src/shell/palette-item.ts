import type { ReactNode } from "react";
import type { Group, Rankable } from "./ranking.ts";

/** One line of the palette. */
export interface PaletteItem extends Rankable {
  id: string;
  icon: ReactNode;
  /** What is to know beside: when a maintenance starts. */
  note?: string;
  /** The keys that do the same. */
  keys?: string;
  /** Whether it is only for those who have keys. */
  isForKeys?: boolean;
  run: () => void;
}

export type PaletteGroup = Group<PaletteItem> & { isWhole?: boolean };

export interface PaletteGroups {
  groups: PaletteGroup[];
  /** Reads again what could not be read; `null` when all could. */
  retry: (() => void) | null;
}
