import { CrumbLink, Crumbs } from "../../components/crumbs.tsx";

/** Where one is below the list, and the way back to it. */
export function Breadcrumb({ organization, title }: { organization: string; title: string }) {
  return (
    <Crumbs title={title}>
      <CrumbLink to="/app/$organization/maintenances" params={{ organization }}>
        Maintenance
      </CrumbLink>
    </Crumbs>
  );
}
