#!/usr/bin/env node
import process from "node:process";
import tab from "@bomb.sh/tab/commander";
import { Command, CommanderError } from "commander";
import { addIncidentCommands } from "./commands/incidents.ts";
import { addLoginCommands } from "./commands/login.ts";
import { addMaintenanceCommands } from "./commands/maintenances.ts";
import { addServiceCommands } from "./commands/services.ts";
import { addStatusCommand } from "./commands/status.ts";
import { exitCodes } from "./failure.ts";

const program = new Command("fanal")
  .description("Says what is broken: services, incidents and maintenances of a Fanal.")
  .option("--url <url>", "address of the server (FANAL_URL)")
  .option("--organization <slug>", "slug or id of the organization (FANAL_ORGANIZATION)")
  .option("--json", "tell data for scripts instead of lines for people")
  .addHelpText(
    "after",
    `
The API key is read from FANAL_API_KEY, or kept by fanal login.

Exit codes:
  0  done              3  no key, or it may not do this
  1  refused           4  there is no such thing
  2  wrong arguments   5  the server does not answer: try again`,
  )
  .showHelpAfterError("Run it with --help to see what it takes.")
  // Commands that are added later do the same.
  .exitOverride();

addStatusCommand(program);
addServiceCommands(program);
addIncidentCommands(program);
addMaintenanceCommands(program);
addLoginCommands(program);

// Whoever reads may have had enough, such as head.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

tab(program, { completionCommandName: "completion" });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
}
