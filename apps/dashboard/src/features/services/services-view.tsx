import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ListFilter } from "../../components/list-filter.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { NoServices } from "./no-services.tsx";
import { type OpenDialog, ServiceDialogs } from "./service-dialogs.tsx";
import { ServiceRows } from "./service-rows.tsx";
import { ServicesBar } from "./services-bar.tsx";
import { matching } from "./visible-lines.ts";
import { groupsQuery, servicesQuery } from "./writes.ts";

export function ServicesView({ filter }: { filter: string }) {
  const organization = useOrganization();
  const { slug } = organization;
  const list = useQuery(servicesQuery(slug));
  const groupList = useQuery(groupsQuery(slug));
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  // Services without their groups would be put into order without them, too.
  const isLoaded = list.data !== undefined && groupList.data !== undefined;
  const services = isLoaded ? list.data : [];
  const groups = isLoaded ? groupList.data : [];
  const isEmpty = isLoaded && services.length === 0 && groups.length === 0;
  const onNewService = useCreation("service", () => setDialog({ kind: "service" }), isLoaded);
  const onNewGroup = useCreation("group", () => setDialog({ kind: "group" }), isLoaded);
  const refetch = () => void Promise.all([list.refetch(), groupList.refetch()]);

  return (
    <>
      <ServicesBar
        count={list.data?.length}
        isEmpty={isEmpty}
        onNewService={isEmpty ? undefined : onNewService}
        onNewGroup={isEmpty ? undefined : onNewGroup}
      />
      {(list.isError || groupList.isError) && (
        <RefreshFailed what="services" isKept={isLoaded} onRetry={refetch} />
      )}
      {!isEmpty && (
        <ListFilter
          what="services"
          filter={filter}
          shown={matching(services, filter).length}
          total={services.length}
        />
      )}
      <div ref={scroller} className="flex min-h-0 flex-1 flex-col overflow-y-auto py-2 pb-20 md:pb-6">
        {(list.isPending || groupList.isPending) && <ListSkeleton label="Loading services" />}
        {isEmpty && (
          <NoServices organization={organization} onNewService={() => setDialog({ kind: "service" })} />
        )}
        <ServiceRows
          services={services}
          groups={groups}
          filter={filter}
          scroller={scroller}
          openDialog={setDialog}
        />
      </div>
      <ServiceDialogs dialog={dialog} groups={groups} onClose={() => setDialog(null)} />
    </>
  );
}
