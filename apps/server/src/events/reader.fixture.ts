import { connect } from "@fanal/database";
import { sql } from "drizzle-orm";
import { createLog } from "../log.ts";
import { runReader } from "./reader.ts";
import { eventTypes } from "./types.ts";
import { listenForWakeUps } from "./wake-up.ts";

const [url = "", role = "", gated] = process.argv.slice(2);
const log = createLog("silent");
const database = connect({ url, role, maxConnections: 4, name: "reader", onError: () => {} });

/** A process that does nothing but read the log, and notes each event that it handles. */
runReader(
  {
    name: "test",
    handles: eventTypes,
    handle: async (tx, events) => {
      for (const { organizationId, position } of events) {
        await tx.db.execute(
          sql`insert into effects (organization, position, process) values (${organizationId}, ${position}, ${process.pid})`,
        );
        if (organizationId === gated) await tx.db.execute(sql`select pg_advisory_xact_lock(41)`);
      }
    },
  },
  { database, wakeUps: listenForWakeUps(url, log), log },
);
