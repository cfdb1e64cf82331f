import { lastReport, printTable } from "./lib/table.ts";

// The results of the benchmarks named as arguments, in one table.
const reports = await Promise.all(process.argv.slice(2).map(lastReport));
printTable(reports.flat());
