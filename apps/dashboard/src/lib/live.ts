import { dashboardMessage } from "@fanal/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { query } from "./api.ts";
import { hear, hearAnew } from "./heard.ts";
import { invalidate } from "./stale.ts";

/** What each kind of thing makes stale when something happened to it; the words are those of the event's type. */
const staleBySubject: Record<string, () => readonly (readonly unknown[])[]> = {
  organization: () => [query.me.key(), query.reports.key()],
  sign_in: () => [query.signIn.key()],
  // One's own role may be another now, and what one may act on; keys stop with those who made them.
  member: () => [
    query.members.key(),
    query.invitations.key(),
    query.teams.key(),
    query.me.key(),
    query.apiKeys.key(),
  ],
  team: () => [query.teams.key(), query.noticeTargets.key(), query.members.key(), query.services.key()],
  // What a machine says of a service is what became of the machine.
  service: () => [
    query.services.key(),
    query.teams.key(),
    query.heartbeats.key(),
    query.checks.key(),
    query.alertSources.key(),
    query.uptime.key(),
    query.reports.key(),
  ],
  heartbeat: () => [query.heartbeats.key()],
  check: () => [query.checks.key()],
  uptime_correction: () => [query.uptimeCorrections.key(), query.uptime.key(), query.reports.key()],
  alert_source: () => [query.alertSources.key()],
  services: () => [query.services.key(), query.reports.key()],
  service_group: () => [query.serviceGroups.key(), query.services.key()],
  // An incident changes what its services are.
  incident: () => [
    query.incidents.key(),
    query.services.key(),
    query.notifications.key(),
    query.uptime.key(),
    query.reports.key(),
  ],
  // So does a maintenance while it goes on.
  maintenance: () => [
    query.maintenances.key(),
    query.services.key(),
    query.notifications.key(),
    query.uptime.key(),
    query.reports.key(),
  ],
  maintenance_series: () => [
    query.maintenances.key(),
    query.services.key(),
    query.uptime.key(),
    query.reports.key(),
  ],
  incident_template: () => [query.incidentTemplates.key()],
  announcement: () => [query.announcements.key()],
  metric: () => [query.metrics.key(), query.statusPages.key()],
  // Who would be told is counted while somebody writes.
  subscriber: () => [query.subscribers.key(), query.notifications.previewAudience.key()],
  subscribers: () => [
    query.subscribers.key(),
    query.subscriberImports.list.key(),
    query.subscriberImports.get.key(),
  ],
  import: () => [query.imports.list.key(), query.imports.get.key()],
  status_page: () => [query.statusPages.key(), query.uptime.key()],
  scim_token: () => [query.scimTokens.key()],
  sso_provider: () => [query.ssoProviders.key()],
  email_domain: () => [query.emailDomains.key()],
  api_key: () => [query.apiKeys.key()],
  notification: () => [query.notifications.key(), query.deliveries.key()],
  notice_target: () => [query.noticeTargets.key()],
};

/** Everything that views show and events make stale. */
function allKeys(): readonly (readonly unknown[])[] {
  return [
    query.me.key(),
    query.signIn.key(),
    query.ssoProviders.key(),
    query.emailDomains.key(),
    query.members.key(),
    query.invitations.key(),
    query.teams.key(),
    query.services.key(),
    query.serviceGroups.key(),
    query.heartbeats.key(),
    query.checks.key(),
    query.alertSources.key(),
    query.uptime.key(),
    query.uptimeCorrections.key(),
    query.reports.key(),
    query.incidents.key(),
    query.maintenances.key(),
    query.incidentTemplates.key(),
    query.announcements.key(),
    query.metrics.key(),
    query.subscribers.key(),
    query.subscriberImports.list.key(),
    query.subscriberImports.get.key(),
    query.imports.list.key(),
    query.imports.get.key(),
    query.statusPages.key(),
    query.scimTokens.key(),
    query.apiKeys.key(),
    query.notifications.key(),
    query.deliveries.key(),
    query.noticeTargets.key(),
  ];
}

/** The keys of the queries that an event makes stale. */
export function staleKeys(eventType: string): readonly (readonly unknown[])[] {
  const [subject = ""] = eventType.split(".");
  return staleBySubject[subject]?.() ?? [];
}

export type Connection = "live" | "reconnecting" | "offline";

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * Follows the organization's events on a socket, and says how the connection is. What happened before the socket's first
 * word is not told by it, so everything is fetched anew then: after a gap, and at the start, when the views may be older.
 */
export function useLive(organization: string): Connection {
  const queryClient = useQueryClient();
  const [connection, setConnection] = useState<Connection>("reconnecting");

  useEffect(() => {
    let socket: WebSocket | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempts = 0;
    let stopped = false;

    function connect() {
      clearTimeout(timer);
      const protocol = window.location.protocol === "https:" ? "wss:" : "ws:";
      socket = new WebSocket(
        `${protocol}//${window.location.host}/api/v1/organizations/${organization}/live`,
      );
      socket.onmessage = ({ data }: MessageEvent<string>) => receive(JSON.parse(data));
      socket.onclose = () => {
        if (stopped) return;
        // A socket is not told why it is refused: whether one is still signed in, and still a member, is asked here.
        invalidate(queryClient, query.me.key());
        setConnection(navigator.onLine ? "reconnecting" : "offline");
        timer = setTimeout(
          connect,
          Math.min(longestPauseMs, firstPauseMs * 2 ** attempts) * (0.5 + Math.random()),
        );
        attempts++;
      };
    }

    function receive(frame: unknown) {
      const { data: message } = dashboardMessage.safeParse(frame);
      if (message === undefined) return;
      if (message.type !== "deliveries") hear(message.position);
      if (message.type === "hello") {
        attempts = 0;
        setConnection("live");
        for (const queryKey of allKeys()) invalidate(queryClient, queryKey);
        invalidate(queryClient, query.events.list.key({ type: "query" }));
        return;
      }
      if (message.type === "deliveries") {
        invalidate(queryClient, query.notifications.key());
        invalidate(queryClient, query.deliveries.key());
        invalidate(queryClient, query.noticeTargets.key());
        return;
      }
      for (const queryKey of staleKeys(message.event.type)) invalidate(queryClient, queryKey);
      // Whatever it was, the log has it; its pages that are shown already stay, so that no row moves.
      invalidate(queryClient, query.events.list.key({ type: "query" }));
    }

    function reconnectNow() {
      if (socket?.readyState === WebSocket.CLOSED) connect();
    }

    /** A socket over a network that is gone may not notice for minutes. */
    function goOffline() {
      setConnection("offline");
      socket?.close();
    }

    hearAnew();
    connect();
    window.addEventListener("online", reconnectNow);
    window.addEventListener("offline", goOffline);
    return () => {
      stopped = true;
      clearTimeout(timer);
      window.removeEventListener("online", reconnectNow);
      window.removeEventListener("offline", goOffline);
      socket?.close();
    };
  }, [organization, queryClient]);

  return connection;
}
