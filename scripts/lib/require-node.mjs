// Imported first by every command. It and what it is imported with must load on old versions of Node, so that they
// are told in words: no syntax or named import younger than Node 14.
import process from "node:process";

const lowest = 20;

if (Number(process.versions.node.split(".")[0]) < lowest) {
  console.error(
    `Fanal needs Node.js ${lowest} or newer to start (it then brings its own version 24), but this is ` +
      `${process.version}. Get a current one from https://nodejs.org.`,
  );
  process.exit(1);
}
