import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import {
  desktop,
  foundHouse,
  type House,
  idOf,
  isTooWide,
  openAs,
  openWindow,
  phone,
} from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test("teams are made, and services are given to them", async () => {
  const house = await foundHouse(fanal, "lantern", ["API"]);
  const page = await open(house.person, "lantern/teams");
  await page.getByText("No teams yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New team" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Core");
  await page.getByRole("dialog").getByRole("button", { name: "Create team" }).click();
  await page.getByRole("heading", { name: "Core" }).waitFor();
  await page.getByText("Owns no services.").waitFor();
  await page.getByRole("button", { name: "Add service to Core" }).click();
  await page.getByRole("option", { name: "API" }).click();
  await page.getByText("API belongs to Core now.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Take API from Core" }).click();
  await page.getByText("Owns no services.").waitFor();
  await page.goto(`${fanal.url}/app/lantern/services`);
  await page.getByRole("button", { name: "More actions for API" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Owner").click();
  await page.getByRole("option", { name: "Core" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save service" }).click();
  await page.getByRole("group", { name: /^API/ }).getByText("Core", { exact: true }).waitFor();
  await page.goto(`${fanal.url}/app/lantern/teams`);
  await page.getByRole("button", { name: "More actions for team Core" }).click();
  await page.getByRole("menuitem", { name: "Delete team" }).click();
  await page.getByText("Its service belongs to nobody then").waitFor();
  await page.getByRole("button", { name: "Delete team" }).click();
  await page.getByText("No teams yet").waitFor();
});

test("who is invited joins, is put into a team, and acts on what it owns and on nothing else", async () => {
  const house = await foundHouse(fanal, "lumen", ["API", "Webhooks"]);
  for (const [name, service] of [
    ["Core", "API"],
    ["Platform", "Webhooks"],
  ] as const) {
    const { client } = house.person;
    const { id: teamId } = await client.teams.create({ organization: "lumen", name });
    await client.services.update({ organization: "lumen", serviceId: idOf(house, service), teamId });
  }
  const mara = await open(house.person, "lumen/members");
  const link = await invite(mara, "lumen", "rui.costa@lumen.example", "Core");
  await mara.getByRole("listitem", { name: "rui.costa@lumen.example" }).getByText("Core").waitFor();
  const rui = await openWindow(browser);
  await rui.goto(link);
  await rui.getByText("Mara Ilves invites rui.costa@lumen.example to lumen, as responder.").waitFor();
  await rui.getByLabel("Name").fill("Rui Costa");
  await rui.getByLabel("Password", { exact: true }).fill("eleven long ropes");
  await rui.getByRole("button", { name: "Sign up and join" }).click();
  await rui.waitForURL("**/app/lumen");
  await mara.getByRole("listitem", { name: "Rui Costa" }).getByText("Core").waitFor();

  await rui.getByRole("link", { name: "Services", exact: true }).click();
  await rui.getByRole("button", { name: "Status of API: Operational" }).click();
  await rui.getByRole("menuitemradio", { name: "Partial outage" }).click();
  await rui.getByText("API set to Partial outage.").waitFor();
  const webhooks = rui.getByRole("group", { name: /^Webhooks/ });
  await webhooks.getByText("Platform", { exact: true }).waitFor();
  await webhooks.getByTitle("Team Platform owns Webhooks: only its members and admins change it.").waitFor();
  expect(await webhooks.getByRole("button").count()).toBe(0);

  const { id } = await house.person.client.incidents.create({
    organization: "lumen",
    title: "Webhooks are late",
    message: "We look.",
    services: [{ serviceId: idOf(house, "Webhooks"), status: "partial_outage" }],
  });
  await rui.goto(`${fanal.url}/app/lumen/incidents/${id}`);
  await rui.getByText("Team Platform owns Webhooks: only its members and admins change it.").waitFor();
  expect(await rui.getByRole("button", { name: "Post update" }).count()).toBe(0);
  const refused = await rui.request.post(`${fanal.url}/api/v1/organizations/lumen/incidents/${id}/updates`, {
    data: { status: "resolved", message: "Nothing to see." },
    headers: { origin: fanal.url },
  });
  expect([refused.status(), (await refused.json()).message]).toEqual([
    403,
    "Team Platform owns Webhooks: only its members and admins change it.",
  ]);

  await mara.goto(`${fanal.url}/app/lumen/teams`);
  await mara.getByRole("button", { name: "Add member to Platform" }).click();
  await mara.getByRole("option", { name: /Rui Costa/ }).click();
  await rui.getByRole("button", { name: "Post update" }).waitFor();
});

test("a removed member's open tab goes to the sign-in page by itself", async () => {
  const house = await foundHouse(fanal, "beacon", ["API"]);
  const nils = await join(house, "Nils Berg");
  const page = await open(nils, "beacon/services");
  await page.getByRole("group", { name: /^API/ }).waitFor();
  await page.getByText("Connection: Live").waitFor({ state: "attached" });
  const mara = await open(house.person, "beacon/members");
  await mara.getByRole("button", { name: "More actions for Nils Berg" }).click();
  await mara.getByRole("menuitem", { name: "Remove member" }).click();
  await mara.getByRole("button", { name: "Remove member" }).click();
  await mara.getByText("Nils Berg removed.").waitFor();
  await page.waitForURL("**/sign-in");
  await page.getByText("You are no longer a member of beacon.").waitFor();
  expect(await page.getByText("API").count()).toBe(0);
});

test("whoever removes an admin is told how many keys stop with them", async () => {
  const house = await foundHouse(fanal, "buoy", ["API"]);
  const nils = await join(house, "Nils Berg");
  const { client } = house.person;
  const memberId = (await nils.client.me.get()).id;
  await client.members.update({ organization: "buoy", memberId, role: "admin" });
  for (const name of ["Deploys", "Alerts"])
    await nils.client.apiKeys.create({ organization: "buoy", name, scopes: ["read"] });
  const page = await open(house.person, "buoy/members");
  await page.getByRole("button", { name: "More actions for Nils Berg" }).click();
  await page.getByRole("menuitem", { name: "Remove member" }).click();
  await page.getByText("2 API keys made by Nils Berg stop working.").waitFor();
});

test("who is removed and is a member elsewhere goes there", async () => {
  const house = await foundHouse(fanal, "harbour", ["API"]);
  const nils = await join(house, "Nils Berg");
  await nils.client.organizations.create({ name: "Own boat", slug: "own-boat" });
  const page = await open(nils, "harbour/services");
  await page.getByText("Connection: Live").waitFor({ state: "attached" });
  const { id: memberId } = await nils.client.me.get();
  await house.person.client.members.remove({ organization: "harbour", memberId });
  await page.waitForURL("**/app/own-boat");
  await page.getByText("You are no longer a member of harbour.").waitFor();
});

test("a demoted responder's open tab offers no more than a viewer may", async () => {
  const house = await foundHouse(fanal, "mole", ["API"]);
  const nils = await join(house, "Nils Berg");
  const page = await open(nils, "mole/services");
  await page.getByRole("button", { name: /^Status of API/ }).waitFor();
  await page.getByText("Connection: Live").waitFor({ state: "attached" });
  const { id: memberId } = await nils.client.me.get();
  await house.person.client.members.update({ organization: "mole", memberId, role: "viewer" });
  await page.getByRole("button", { name: /^Status of API/ }).waitFor({ state: "detached" });
});

test("where sign-up is closed the pages say so, and the link of an invitation makes an account, on a phone", async () => {
  await using closed = await startTestFanal(inject("clusterUrl"), { isSignUpOpen: false });
  const { person, organization } = await foundHouse(closed, "harbour", ["API"]);
  const page = await openWindow(browser, phone);
  await page.goto(`${closed.url}/sign-in`);
  await page.getByText("No account yet? Ask for an invitation.").waitFor();
  expect(await page.getByRole("link", { name: "Sign up" }).count()).toBe(0);
  await page.goto(`${closed.url}/sign-up`);
  await page.getByRole("heading", { name: "Sign-up is closed" }).waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect(await isTooWide(page)).toBe(false);
  await expectAccessible(page);
  const emails = ["ines@harbour.example"];
  const [invited] = await person.client.invitations.create({ organization, emails });
  await page.goto(invited?.link ?? "");
  await page.getByLabel("Name").fill("Ines Duarte");
  await page.getByLabel("Password", { exact: true }).fill("eleven long ropes");
  await page.getByRole("button", { name: "Sign up and join" }).click();
  await page.waitForURL("**/app/harbour");
});

test("who opens somebody else's invitation is told whose it is, and can change over", async () => {
  const house = await foundHouse(fanal, "pier", ["API"]);
  const [sten, jo] = [await fanal.signUp("Sten Stranger"), await fanal.signUp("Jo Park")];
  const organization = "pier";
  const [made] = await house.person.client.invitations.create({ organization, emails: [jo.email] });
  const page = await openAs(browser, fanal.url, sten);
  await page.goto(made?.link ?? "");
  await page.getByRole("heading", { name: "This invitation is for somebody else" }).waitFor();
  await page.getByText(`You are signed in as ${sten.email}.`).waitFor();
  await page.getByRole("button", { name: `Sign in as ${jo.email}` }).click();
  await page.getByLabel("E-mail").fill(jo.email);
  await page.getByLabel("Password", { exact: true }).fill(jo.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Join pier" }).click();
  await page.waitForURL("**/app/pier");
  await page.goto(made?.link ?? "");
  await page.getByRole("heading", { name: "This invitation has ended" }).waitFor();
});

test("many pasted addresses are invited at once; what is none is named, and members are", async () => {
  const house = await foundHouse(fanal, "quay", ["API"]);
  const page = await open(house.person, "quay/members");
  await page.getByText("You are alone here.").waitFor();
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill("jo");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await dialog.getByText("“jo” is no e-mail address.").waitFor();
  await dialog.getByLabel("E-mail addresses").fill(house.person.email);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await dialog.getByText("is a member already.").waitFor();
  await dialog
    .getByLabel("E-mail addresses")
    .fill("Jo Park <jo@quay.example>, ines@quay.example\nkai@quay.example");
  await dialog.getByRole("button", { name: "Send 3 invitations" }).click();
  await page.getByRole("heading", { name: "3 invitations made" }).waitFor();
  await page.getByRole("button", { name: "Done" }).click();
  const ines = page.getByRole("listitem", { name: "ines@quay.example" });
  await ines.getByText("Invited just now").waitFor();
  await ines.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("Invitation of ines@quay.example revoked.").waitFor();
  await ines.waitFor({ state: "detached" });
});

test("the last owner is told why they cannot leave, and leaves once they handed over", async () => {
  const house = await foundHouse(fanal, "dock", ["API"]);
  await join(house, "Nils Berg");
  const page = await open(house.person, "dock/members");
  await page.getByText("the only owner").waitFor();
  await page.getByRole("button", { name: "More actions for Mara Ilves" }).click();
  await page.getByText("Hand over ownership before you leave.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More actions for Nils Berg" }).click();
  await page.getByRole("menuitem", { name: "Hand over ownership" }).click();
  await page.getByRole("button", { name: "Hand over ownership" }).click();
  await page.getByText("Nils Berg is owner now, and you are admin.").waitFor();
  await page.getByRole("button", { name: "More actions for Mara Ilves" }).click();
  await page.getByRole("menuitem", { name: "Leave organization" }).click();
  await page.getByRole("button", { name: "Leave organization" }).click();
  await page.getByRole("heading", { name: "Name your organization" }).waitFor();
});

test("of five hundred members those in view are rendered, and each is found by scrolling and by the filter", async () => {
  const { person } = await foundHouse(fanal, "fleet", ["API"]);
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query(
    `with people as (
       insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
       select gen_random_uuid(), 'Sailor ' || lpad(n::text, 3, '0'), n || '@fleet.example', true, now(), now()
       from generate_series(1, 499) n returning id)
     insert into auth.member (id, organization_id, user_id, role, created_at)
     select gen_random_uuid(), organization.id, people.id, 'viewer', now()
     from people, auth.organization where slug = 'fleet'`,
  );
  await database.end();
  for (const size of [desktop, phone]) {
    const page = await openAs(browser, fanal.url, person, size);
    await page.goto(`${fanal.url}/app/fleet/members`);
    const rows = page.getByRole("list", { name: "Members" }).getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.count()).toBeLessThan(60);
    expect(await rows.first().getAttribute("aria-setsize")).toBe("500");
    const last = page.locator('[aria-posinset="500"]');
    await rows.last().hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 5_000);
        return last.count();
      })
      .toBe(1);
    expect(await rows.count()).toBeLessThan(60);
    await page.getByRole("searchbox", { name: "Filter members" }).fill("sailor 25");
    await page.getByText("10 of 500").waitFor();
    await page.getByRole("listitem", { name: "Sailor 257" }).waitFor();
    expect(await rows.count()).toBe(10);
    await page.context().close();
  }
});

test("members and teams fit a phone", async () => {
  const house = await foundHouse(fanal, "skerry", ["API"]);
  await join(house, "Konstantinos Papadopoulos-Oikonomou");
  const { client } = house.person;
  const { id: teamId } = await client.teams.create({ organization: "skerry", name: "Platform" });
  await client.teams.addMember({ organization: "skerry", teamId, memberId: (await client.me.get()).id });
  const emails = ["a.rather.long.address.of.somebody.who.is.new@skerry.example"];
  await client.invitations.create({ organization: "skerry", emails });
  for (const view of ["members", "teams"]) {
    const page = await openAs(browser, fanal.url, house.person, phone);
    await page.goto(`${fanal.url}/app/skerry/${view}`);
    await page.getByRole("main").getByRole("list").first().waitFor();
    expect(await isTooWide(page)).toBe(false);
  }
});

async function open(person: Person, path: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${path}`);
  return page;
}

/** Invites in the dialog, as responder; gives the link that is shown. */
async function invite(page: Page, organization: string, email: string, team: string): Promise<string> {
  await page.goto(`${fanal.url}/app/${organization}/members`);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByRole("checkbox", { name: team }).click();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  const link = await page.getByRole("list", { name: "Links" }).getByText("/invitations/").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return link ?? "";
}

/** A new responder of a house. */
async function join({ person, organization }: House, name: string): Promise<Person> {
  const joining = await fanal.signUp(name);
  const [made] = await person.client.invitations.create({ organization, emails: [joining.email] });
  await joining.client.invitations.accept({ token: made?.link?.split("/").at(-1) ?? "" });
  return joining;
}
