import type { VisitorMessage } from "@fanal/contract";
import { fetchPage } from "./fetched-page.ts";
import { localizeTimes } from "./local-times.ts";
import { find, root } from "./root.ts";
import { show, showConfirmed, showStale, staleSince } from "./view.ts";

const second = 1000;
/** Unconfirmed for longer than this, the page says so. */
const patience = 60 * second;
/** After so many sockets that failed in a row the page is polled instead. */
const enoughFailures = 3;

/** Documents below the main page are in no update: when anything changed they ask for themselves. */
const isWhole = find("#fragment-whole") !== null;

let version = Number(root.dataset.version);
/** The newest version that the server spoke of. */
let announced = version;
/** Since when the server itself cannot confirm the page that it sent; only it can take that back. */
let serverStale = staleSince;
let confirmedAt = Date.now();
let lostAt = confirmedAt;
let socket: WebSocket | undefined;
/** The socket has spoken: the server's word holds until it closes. */
let live = false;
let failures = 0;
let connectAt = 0;
let fetchAt = 0;
let fetchWorks = true;
let lastBeat = confirmedAt;

/** Follows the page's changes for as long as the tab is open. */
export function follow(): void {
  connect();
  fetchWithin(patience);
  addEventListener("online", connect);
  addEventListener("visibilitychange", () => {
    if (!document.hidden && !live) connect();
    beat();
  });
  setInterval(beat, second);
}

/** Drops what may be a dead connection and makes a new one. */
function connect(): void {
  const address = new URL(`live?version=${version}&language=${root.lang}`, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const opened = new WebSocket(address);
  const old = socket;
  socket = opened;
  live = false;
  connectAt = Number.POSITIVE_INFINITY;
  old?.close();
  opened.onmessage = ({ data }) => {
    const message: unknown = JSON.parse(data);
    if (opened === socket && isVisitorMessage(message)) receive(message);
  };
  opened.onclose = () => {
    if (opened === socket) retryLater();
  };
}

/** What a newer server says besides is not for this page, which learns of it when it asks again. */
function isVisitorMessage(message: unknown): message is VisitorMessage {
  return (
    typeof message === "object" &&
    message !== null &&
    "version" in message &&
    typeof message.version === "number" &&
    "type" in message &&
    (message.type === "current" ||
      message.type === "reload" ||
      (message.type === "update" &&
        "fragments" in message &&
        typeof message.fragments === "object" &&
        message.fragments !== null))
  );
}

/** Full jitter, so that a server that comes back is not met by everybody at once. */
function retryLater(): void {
  if (live) lostAt = Date.now();
  live = false;
  const polls = ++failures >= enoughFailures;
  if (polls) fetchAt = Math.min(fetchAt, after(patience / 2));
  connectAt =
    Date.now() + Math.random() * second * (polls && fetchWorks ? 120 : Math.min(30, 2 ** (failures - 1)));
}

function receive(message: VisitorMessage): void {
  live = true;
  failures = 0;
  announced = message.version;
  if (message.type === "update" && message.version === version + 1 && !isWhole) {
    version++;
    serverStale = undefined;
    show(message);
  } else if (announced > version) {
    // Everybody who missed the same version asks for the same page: not in the same moment.
    fetchWithin(2 * second);
  }
  if (message.version === version) confirmed();
}

async function takeOver(): Promise<void> {
  try {
    const page = await fetchPage();
    const wasDead = live && page !== "same" && page.version > Math.max(version, announced);
    if (page !== "same" && page.version >= version) {
      const isNews = page.version > version || page.staleSince !== serverStale;
      version = page.version;
      serverStale = page.staleSince;
      if (isNews) show(page);
    }
    if (version >= announced) confirmed();
    else fetchWithin(2 * second);
    // The socket should have said it; or it could not be had while nothing could, and now it can.
    if (wasDead || (!fetchWorks && !live)) connect();
    fetchWorks = true;
  } catch {
    fetchWorks = false;
    fetchWithin(patience / 2);
    if (live) connect();
  }
}

function confirmed(): void {
  confirmedAt = Date.now();
  lostAt = confirmedAt;
  fetchWithin(live && serverStale === undefined ? patience : patience / 2);
  if (serverStale === undefined) showConfirmed(confirmedAt);
  showStale(serverStale);
}

function beat(): void {
  const now = Date.now();
  // Timers stood still: the machine slept, and the socket may have died meanwhile.
  if (now - lastBeat > 3 * patience || now > connectAt) connect();
  lastBeat = now;
  if (now > fetchAt && !(live && document.hidden)) {
    fetchAt = Number.POSITIVE_INFINITY;
    void takeOver();
  }
  if (now % patience < second) localizeTimes();
  if (!live && now - lostAt > patience) showStale(serverStale ?? confirmedAt);
}

function fetchWithin(time: number): void {
  fetchAt = after(time);
}

/** A moment between half of the time and the whole from now. */
function after(time: number): number {
  return Date.now() + time * (1 + Math.random()) * 0.5;
}
