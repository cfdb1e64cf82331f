import { registerHooks } from "node:module";

/**
 * For each import of a `.js` file Node asks the `package.json` above it whether it is an ES module, and parses all of
 * it anew. That of drizzle-orm has 180 kB and the package hundreds of modules: a third of the time of a start. What
 * its ES modules import from each other is one too, so there is nothing to ask.
 */
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL } = context;
    if (!specifier.startsWith(".") || !specifier.endsWith(".js")) return next(specifier, context);
    if (!parentURL?.includes("/node_modules/drizzle-orm/")) return next(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
  },
});

await import("./program.ts");
