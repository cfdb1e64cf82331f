import type { Service } from "@fanal/contract";
import { api, query } from "../../../lib/api.ts";
import { useWrite } from "../../../lib/use-write.ts";

/** A service that is to be made. Its id is the key of its write, so that it is made once however often it is sent. */
export interface NewService {
  id: string;
  name: string;
  description: string;
}

interface FirstServices {
  organization: string;
  create: NewService[];
  rename: { service: Service; name: string }[];
}

interface Callbacks {
  /** One of them is there. */
  onMade: (id: string) => void;
  onFailure: (error: unknown) => void;
  onDone: () => void;
}

/** Makes the services of the guided start, in their order; those that were made before one failed stay. */
export function useFurnish({ onMade, onFailure, onDone }: Callbacks) {
  return useWrite<FirstServices, void>({
    send: async ({ organization, create, rename }) => {
      for (const { service, name } of rename) {
        await api.services.update({ organization, serviceId: service.id, version: service.version, name });
      }
      for (const { id, name, description } of create) {
        await api.services.create({ organization, name, description }, { context: { idempotencyKey: id } });
        onMade(id);
      }
    },
    touches: [query.services.key(), query.statusPages.key()],
    failed: () => "Not all services were made.",
    onFailure,
    done: onDone,
  });
}
