import { checkAuth0 } from "./lib/auth0-checks.mjs";

// npm run auth0:check: says what is not right between Auth0 and Fanal, with the settings that the server would have.
const isWell = await checkAuth0(process.env, ({ ok, words }) => console.log(`${ok ? "✓" : "✗"} ${words}`));
console.log(
  isWell ? "\nAuth0 is set up." : "\nNobody can sign in with Auth0 like this. docs/auth0.md has the steps.",
);
process.exitCode = isWell ? 0 : 1;
