import { expect, test } from "vitest";
import { createSigner } from "../signer.ts";
import {
  confirmationDays,
  confirmationLink,
  confirmationOf,
  isSubscriptionToken,
  subscriberLinks,
} from "./links.ts";

const signer = createSigner({ present: "a secret for tests only, 32 characters", earlier: [] });
const begin = Date.UTC(2026, 10, 26, 5);
const at = (days: number) => ({ signer, now: () => new Date(begin + days * 24 * 3_600_000) });
const mara = {
  pageId: "0198f000-0000-7000-8000-000000000001",
  id: "0198f000-0000-7000-8000-00000000000a",
  mailbox: "mara@lumen.example",
};
const elsewhere = { ...mara, pageId: "0198f000-0000-7000-8000-000000000002" };
const other = { ...mara, id: "0198f000-0000-7000-8000-00000000000b" };

function tokenIn(url: string): string {
  return new URL(url).pathname.split("/")[5] ?? "";
}

test.for(["https://status.lumen.example", "https://fanal.example/status/lumen"])(
  "links lead below the page at %s",
  (url) => {
    const { manageUrl, unsubscribeUrl } = subscriberLinks({ signer }, mara, { url });
    expect(manageUrl).toMatch(new RegExp(`^${url}/subscriptions/${mara.id}/[\\w-]{32}$`));
    expect(unsubscribeUrl).toBe(`${manageUrl}/unsubscribe`);
    expect(confirmationLink(at(0), mara, { url })).toMatch(
      new RegExp(`^${url}/subscriptions/${mara.id}/[\\w-]{58}/confirm$`),
    );
  },
);

test("a link to manage is one subscriber's on one page, and no confirmation", () => {
  const token = tokenIn(
    subscriberLinks({ signer }, mara, { url: "https://fanal.example/status/lumen" }).manageUrl,
  );
  expect(isSubscriptionToken({ signer }, mara, token)).toBe(true);
  expect(isSubscriptionToken({ signer }, other, token)).toBe(false);
  expect(isSubscriptionToken({ signer }, elsewhere, token)).toBe(false);
  expect(confirmationOf(at(0), mara, token)).toBeNull();
});

test("a link to confirm is good for seven days and for the mailbox that it was sent to", () => {
  const token = tokenIn(confirmationLink(at(0), mara, { url: "https://fanal.example/status/lumen" }));
  const read = confirmationOf(at(confirmationDays), mara, token);
  expect([
    read?.isOver,
    read?.isFor(mara.mailbox),
    read?.isFor("jo@lumen.example"),
    read?.isFor(null),
  ]).toEqual([false, true, false, false]);
  expect(confirmationOf(at(confirmationDays + 0.01), mara, token)?.isOver).toBe(true);
  expect(confirmationOf(at(0), other, token)).toBeNull();
  expect(confirmationOf(at(0), elsewhere, token)).toBeNull();
  expect(confirmationOf(at(0), mara, `9${token.slice(1)}`)).toBeNull();
  expect(isSubscriptionToken({ signer }, mara, token)).toBe(false);
});
