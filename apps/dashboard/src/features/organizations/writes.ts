import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { leavingBy } from "../../lib/left.ts";
import { useWrite } from "../../lib/use-write.ts";

/** Nothing is shown of it before its answer. Whoever has it open is led away, here too, since they are no member any more. */
export function useDeleteOrganization() {
  return useWrite<{ organization: string; name: string; version?: number | undefined }, void>({
    send: ({ organization, name, version }) =>
      leavingBy(organization, () => api.organizations.delete({ organization, name, version })),
    touches: [query.me.key()],
    failed: ({ name }) => `${name} was not deleted.`,
    done: (_, { name }) => toast.success(`${name} deleted.`),
  });
}
