import type { Page } from "playwright-core";

/** Adds a passkey on the account page that is open, kept by a device of the browser's own. */
export async function addPasskey(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const section = page.getByRole("region", { name: "Passkeys" });
  await section.getByText("No passkeys yet.").waitFor();
  await section.getByRole("button", { name: "Add passkey" }).click();
  await section.getByRole("list", { name: "Passkeys" }).getByRole("listitem").first().waitFor();
}
