import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { meQuery } from "../../lib/session.ts";
import { useWrite } from "../../lib/use-write.ts";

export function useDeleteOrganization() {
  const navigate = useNavigate();
  const cache = useQueryClient();
  return useWrite<{ organization: string; name: string; version?: number | undefined }, void>({
    // Away from it first: what is open of it would find that it is gone, and say that somebody took it away.
    send: async ({ organization, name, version }) => {
      const { organizations } = await cache.ensureQueryData(meQuery());
      const other = organizations.find(({ slug }) => slug !== organization);
      if (other === undefined) await navigate({ to: "/new" });
      else await navigate({ to: "/app/$organization", params: { organization: other.slug } });
      return api.organizations.delete({ organization, name, version });
    },
    touches: [query.me.key()],
    failed: ({ name }) => `${name} was not deleted.`,
    done: (_, { name }) => toast(`${name} deleted.`),
  });
}
