import { query } from "../../lib/api.ts";

export function statusPagesQuery(organization: string) {
  return query.statusPages.list.queryOptions({ input: { organization } });
}

export function statusPageQuery(organization: string, pageId: string) {
  return query.statusPages.get.queryOptions({ input: { organization, pageId } });
}

export function pageDomainsQuery(organization: string, pageId: string) {
  return query.pageDomains.list.queryOptions({ input: { organization, pageId } });
}
