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
