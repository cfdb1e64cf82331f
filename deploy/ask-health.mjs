// The health check of the image: ends with 0 while the server answers.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).catch(() => null);
process.exitCode = answer?.ok ? 0 : 1;
