import { useQuery } from "@tanstack/react-query";
import { DeleteByName } from "../../components/delete-by-name.tsx";
import { useEditor } from "./editor.tsx";
import { pageDomainsQuery } from "./queries.ts";
import { useDeleteStatusPage } from "./writes.ts";

export function DeletePage() {
  const { organization, page } = useEditor();
  const domains = useQuery(pageDomainsQuery(organization, page.id));
  const remove = useDeleteStatusPage();
  const hosts = domains.data?.length ?? 0;
  const too =
    hosts === 0 ? "" : hosts === 1 ? ", and so does its own host" : `, and so do its ${hosts} own hosts`;
  return (
    <div className="flex flex-col items-start gap-3 border-t pt-6">
      <p className="text-muted-foreground">Services and incidents stay; only the page goes.</p>
      <DeleteByName
        name={page.name}
        title={`Delete status page ${page.name}?`}
        consequence={`Its address answers 410 from now on, for everybody who has it open too${too}. This cannot be undone.`}
        act="Delete page"
        onAct={() => remove.run({ organization, page, version: page.version })}
      />
    </div>
  );
}
