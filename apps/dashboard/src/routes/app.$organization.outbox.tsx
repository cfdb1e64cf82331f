import { createFileRoute } from "@tanstack/react-router";
import { OutboxView } from "../features/outbox/outbox-view.tsx";

export const Route = createFileRoute("/app/$organization/outbox")({ component: OutboxView });
