import { useEffect, useRef } from "react";

interface MailFrameProps {
  title: string;
  html: string;
  theme: "light" | "dark";
}

/** A mail as a reader's program would show it: apart from the dashboard, without scripts, in either theme. */
export function MailFrame({ title, html, theme }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const window = frame.current?.contentWindow;
    if (window != null) show(window, html, theme);
  }, [html, theme]);
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      style={{ colorScheme: theme }}
      className="h-90 w-full rounded-lg border bg-white"
    />
  );
}

/**
 * Puts a mail into a frame. The dashboard's policy, which the frame inherits, takes no styles that stand in HTML: they are
 * taken out before it is read, and set one by one by a script, which may.
 */
function show(window: Window, html: string, theme: "light" | "dark"): void {
  const { document } = window;
  const sheets = Array.from(html.matchAll(styleElement), ([, text = ""]) => text);
  const plain = html.replaceAll(styleElement, "").replaceAll(styleAttribute, '$1 data-style="');
  const mail = new DOMParser().parseFromString(plain, "text/html");
  for (const element of mail.querySelectorAll("script, link, meta")) element.remove();
  document.documentElement.replaceWith(document.importNode(mail.documentElement, true));
  document.documentElement.style.colorScheme = theme;
  for (const element of document.querySelectorAll<HTMLElement>("[data-style]"))
    element.style.cssText = element.dataset.style ?? "";
  for (const link of document.links) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  // The theme is the one that is looked at, whatever that of the reader is.
  const media = theme === "dark" ? "all" : "not all";
  document.adoptedStyleSheets = sheets.map((text) =>
    sheetOf(window, text.replaceAll("(prefers-color-scheme: dark)", media)),
  );
}

// Angle brackets are escaped wherever they are no tag's, as React and the Markdown renderer write HTML.
const styleElement = /<style[^>]*>([\s\S]*?)<\/style>/g;
const styleAttribute = /(<[^<>]*?) style="/g;

/** Has to be made in the window in which it is used. */
function sheetOf(window: Window, text: string): CSSStyleSheet {
  const { CSSStyleSheet: Sheet } = window as Window & typeof globalThis;
  const sheet = new Sheet();
  sheet.replaceSync(text);
  return sheet;
}
