import { expect, test } from "vitest";
import { actions, allows, apiKeyScopes, roles, scopes } from "./permissions.ts";

function matrixOf<Column extends string>(
  columns: readonly Column[],
  has: (column: Column, action: (typeof actions)[number]) => boolean,
): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(["action", ...columns]),
    row(["---", ...columns.map(() => ":-:")]),
    ...actions.map((action) =>
      row([`\`${action}\``, ...columns.map((column) => (has(column, action) ? "yes" : "–"))]),
    ),
  ].join("\n");
}

const page = `# Who may do what

Made from \`packages/domain/src/permissions.ts\`; do not edit it here. After a change there:
\`npm test -- --project unit packages/domain/src/permissions-matrix.test.ts -u\`.

Every procedure of the API names the action that it asks for. A test plays each of them in every role, with keys of every
scope, as a member of another organization and as nobody, and compares with these tables
(\`apps/server/src/http/authorization.test.ts\`).

## Members

${matrixOf(roles, allows)}

- **Owners** are made, changed and removed by owners only. One always stays: the last owner cannot leave, be demoted or
  removed (\`packages/domain/src/membership.ts\`).
- **Teams.** A service belongs to a team or to nobody. Admins and owners act on all services, a responder on those of
  nobody and those of their teams: setting a status, declaring, updating and discarding incidents, scheduling and updating
  maintenances. What affects several services is within reach if all of them are (\`packages/domain/src/reach.ts\`).
- What is taken away counts at once: with the next request, and within a second for what is open.

## API keys

What a key may do with each of its scopes. It acts on the services of all teams.

${matrixOf(apiKeyScopes, (scope, action) => scopes[scope].includes(action))}
`;

test("the matrix in the documents is that of the code", async () => {
  await expect(page).toMatchFileSnapshot("../../../docs/permissions.md");
});
