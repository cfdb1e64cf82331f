import { useSyncExternalStore } from "react";
import { keepStored, readStored } from "../lib/stored.ts";

export type Theme = "system" | "light" | "dark";

const STORAGE_KEY = "fanal-theme";
const DARK_QUERY = "(prefers-color-scheme: dark)";

/** What the browser paints around the page: the `sidebar` token of each theme as hex. */
export const themeColors = { light: "#f6f6f9", dark: "#0c0c0e" };

/**
 * Put this into an inline `<script>` in the head, before any style: it sets the theme before the first paint.
 * A fixed text, so that a content security policy can allow it by its hash.
 */
export const themeScript = `(()=>{let t;try{t=localStorage.getItem("${STORAGE_KEY}")}catch{}const d=t==="dark"||(t!=="light"&&matchMedia("${DARK_QUERY}").matches);document.documentElement.classList.toggle("dark",d);let m=document.querySelector('meta[name="theme-color"]');if(!m){m=document.createElement("meta");m.name="theme-color";document.head.append(m)}m.content=d?"${themeColors.dark}":"${themeColors.light}"})()`;

const listeners = new Set<() => void>();

function readTheme(): Theme {
  const kept = readStored(STORAGE_KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

function resolve(theme: Theme): "light" | "dark" {
  if (theme !== "system") return theme;
  return window.matchMedia(DARK_QUERY).matches ? "dark" : "light";
}

function applyTheme(): void {
  const resolved = resolve(readTheme());
  document.documentElement.classList.toggle("dark", resolved === "dark");
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", themeColors[resolved]);
  for (const listener of listeners) listener();
}

/** Chooses a theme for this browser; all its tabs follow. */
export function setTheme(theme: Theme): void {
  if (theme === readTheme()) return;
  keepStored(STORAGE_KEY, theme === "system" ? null : theme);
  applyTheme();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.matchMedia(DARK_QUERY).addEventListener("change", applyTheme);
    window.addEventListener("storage", applyTheme);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.matchMedia(DARK_QUERY).removeEventListener("change", applyTheme);
    window.removeEventListener("storage", applyTheme);
  };
}

/** The chosen theme, what it comes to right now, and how to choose another; the choice is kept and other tabs follow. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, readTheme, (): Theme => "system");
  const resolvedTheme = useSyncExternalStore(
    subscribe,
    () => resolve(readTheme()),
    () => "light" as const,
  );
  return { theme, resolvedTheme, setTheme };
}
