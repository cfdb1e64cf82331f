import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

/** Nothing is shown of it before its answer. Whoever has it open, here too, is led away since they are no member any more. */
export function useDeleteOrganization() {
  return useWrite<{ organization: string; name: string; version?: number | undefined }, void>({
    send: ({ organization, name, version }) => api.organizations.delete({ organization, name, version }),
    touches: [query.me.key()],
    failed: ({ name }) => `${name} was not deleted.`,
    done: (_, { name }) => toast(`${name} deleted.`),
  });
}
