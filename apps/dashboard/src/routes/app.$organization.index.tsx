import { createFileRoute, redirect } from "@tanstack/react-router";

export const Route = createFileRoute("/app/$organization/")({
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/app/$organization/services", params });
  },
});
