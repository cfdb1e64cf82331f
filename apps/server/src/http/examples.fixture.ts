import { randomUUID } from "node:crypto";
import type { FanalClient } from "@fanal/contract/client";
import { setTxtRecords } from "@fanal/testing";
import type { ProcedureName } from "./test-helpers.ts";

/** Things of one organization, for the parameters and bodies of requests. */
export interface Ids {
  serviceId: string;
  groupId: string;
  incidentId: string;
  pageId: string;
  domainId: string;
}

/** Gives an organization one of each thing. */
export async function furnish(client: FanalClient, organization: string): Promise<Ids> {
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Platform" });
  const { id: serviceId } = await client.services.create({ organization, name: "API", groupId });
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "Slow answers",
    message: "We are looking into it.",
    services: [{ serviceId, status: "degraded_performance" }],
  });
  const { id: pageId } = await client.statusPages.create({
    organization,
    name: "Status",
    slug: newSlug(),
    serviceIds: [serviceId],
  });
  await client.statusPages.putImage({ organization, pageId, kind: imageKind, data: onePixel });
  const { id: domainId, record } = await client.pageDomains.add({ organization, pageId, host: newHost() });
  setTxtRecords(record.name, [record.value]);
  return { serviceId, groupId, incidentId, pageId, domainId };
}

const imageKind = "logo_light";

/** A PNG of one pixel. */
const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function newHost(): string {
  return `status.${randomUUID().slice(0, 8)}.example`;
}

function newSlug(): string {
  return `page-${randomUUID().slice(0, 8)}`;
}

const nothing = () => undefined;

/** A body that is right for each procedure. A new procedure does not compile before it has one here. */
export const exampleBodies = {
  "me.get": nothing,
  "organizations.list": nothing,
  "organizations.create": () => ({ name: "Harbour" }),
  "organizations.update": () => ({ name: "Harbour" }),
  "services.list": nothing,
  "services.create": ({ groupId }) => ({ name: "Webhooks", groupId }),
  "services.get": nothing,
  "services.update": ({ groupId }) => ({ name: "API 2", groupId }),
  "services.delete": nothing,
  "services.restore": nothing,
  "services.setStatus": () => ({ status: "partial_outage" }),
  "services.reorder": ({ serviceId, groupId }) => ({ services: [{ serviceId, groupId }] }),
  "serviceGroups.list": nothing,
  "serviceGroups.create": () => ({ name: "Data" }),
  "serviceGroups.update": () => ({ name: "Data", position: 0 }),
  "serviceGroups.delete": nothing,
  "incidents.list": nothing,
  "incidents.create": ({ serviceId }) => ({
    title: "Errors",
    message: "We see errors.",
    services: [{ serviceId, status: "major_outage" }],
  }),
  "incidents.get": nothing,
  "incidents.update": ({ serviceId }) => ({
    title: "Some errors",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "incidents.delete": nothing,
  "incidents.restore": nothing,
  "incidents.postUpdate": ({ serviceId }) => ({
    status: "identified",
    message: "Found.",
    services: [{ serviceId, status: "partial_outage" }],
  }),
  "incidents.previewMessage": () => ({ message: "**Found.**" }),
  "statusPages.list": nothing,
  "statusPages.create": ({ serviceId }) => ({ name: "Inside", slug: newSlug(), serviceIds: [serviceId] }),
  "statusPages.get": nothing,
  "statusPages.update": ({ serviceId }) => ({ name: "Outside", serviceIds: [serviceId] }),
  "statusPages.delete": nothing,
  "statusPages.putImage": () => ({ data: onePixel }),
  "statusPages.deleteImage": nothing,
  "statusPages.renewFeedToken": nothing,
  "pageDomains.list": nothing,
  "pageDomains.add": () => ({ host: newHost() }),
  "pageDomains.verify": nothing,
  "pageDomains.remove": nothing,
} satisfies Record<ProcedureName, (ids: Ids) => object | undefined>;

/** The body of a procedure, by the name that reflection found. */
export function exampleBody(name: string, ids: Ids): object | undefined {
  const bodies: Record<string, (ids: Ids) => object | undefined> = exampleBodies;
  const make = bodies[name];
  if (make === undefined) throw new Error(`${name} has no example`);
  return make(ids);
}

/** The address of a procedure with the things that it names. */
export function addressOf(path: string, organization: string, ids: Ids): string {
  const values: Record<string, string> = { organization, kind: imageKind, ...ids };
  return `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path} names a ${name} that has no example`);
    return value;
  })}`;
}
