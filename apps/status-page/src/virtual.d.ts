/** The page's whole style, minified: the used design tokens and `page.css`. */
declare module "virtual:page-style" {
  const style: string;
  export default style;
}

/** The page's whole script, minified: `live/live-script.ts`. */
declare module "virtual:live-script" {
  const script: string;
  export default script;
}

/** Runs before the page is painted, minified: `live/theme-script.ts`. */
declare module "virtual:theme-script" {
  const script: string;
  export default script;
}

/** The script of the form by which a browser subscribes, minified: `push/push-script.ts`. */
declare module "virtual:push-script" {
  const script: string;
  export default script;
}

/** What shows notifications, minified: `push/service-worker.ts`. */
declare module "virtual:service-worker" {
  const script: string;
  export default script;
}

/** The mark of each status, as PNG in base64. */
declare module "virtual:push-icons" {
  const icons: Record<import("@fanal/domain").ServiceStatus, string>;
  export default icons;
}

/** The banner that other sites load, minified, with its words: `embed/embed-script.ts`. */
declare module "virtual:embed-script" {
  const script: string;
  export default script;
}
