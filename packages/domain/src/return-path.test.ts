import { expect, it } from "vitest";
import { safeReturnPath } from "./return-path.ts";

it.each([
  "/app/acme/services",
  "/app/acme/incidents/0192?tab=resolved",
  "/new",
  "/app",
  "/invitations/Zt3-x_9",
])("goes back to %s, an address of the dashboard", (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

it.each(["/status/acme", "/status/acme/history", "/status/0192c5a0-0000-7000-8000-000000000000"])(
  "goes back to %s, a status page for members",
  (path) => {
    expect(safeReturnPath(path)).toBe(path);
  },
);

it.each([
  "https://evil.example/app/acme",
  "//evil.example/app/acme",
  "/\\evil.example",
  "/app/..//evil.example",
  "/app/../..//evil.example/app",
  "/app/..\\\\evil.example",
  "/app/../api/auth/sign-out",
  "/api/v1/me",
  "/status",
  "/status/",
  "/status//evil.example",
  "/status/..//evil.example",
  "/application",
  "javascript:alert(1)",
  "/app\t/../..//evil.example",
  "",
  null,
  undefined,
  [["/app/acme"]],
])("does not go to %j", (path) => {
  const result = safeReturnPath(path);
  expect(result === null || /^\/(app|new|status\/[a-z0-9-]+)(\/|\?|$)/.test(result)).toBe(true);
  if (result !== null) expect(new URL(result, "https://fanal.example").host).toBe("fanal.example");
});
