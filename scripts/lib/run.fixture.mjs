// Plays a server under runInForeground: counts the signals that it gets until it is asked to end.
import process from "node:process";

let signals = 0;
process.on("SIGINT", () => {
  signals += 1;
  setTimeout(() => {
    console.log(`signals: ${signals}`);
    process.exit(7);
  }, 1_200);
});
console.log(`ready ${process.pid}`);
setInterval(() => undefined, 60_000);
