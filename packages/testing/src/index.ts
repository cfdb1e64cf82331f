import "./provided.ts";

export { type Auth0StandIn, startAuth0StandIn } from "./auth0-stand-in.ts";
export { codeOf, setUpSecondFactor } from "./authenticator.ts";
export { createTestDatabase, startTestCluster, type TestCluster, type TestDatabase } from "./cluster.ts";
export { type Forgery, type ForgingAuth0, startForgingAuth0 } from "./forging-auth0.ts";
export { type InstalledPackage, installPackage } from "./install-package.ts";
export { type ReceivedMail, startTestMailServer, type TestMailServer } from "./mail-server.ts";
export { setTxtRecords, txtRecordsOf } from "./name-server.ts";
export { cookieOf, type Person, signUp } from "./person.ts";
export {
  type ReceivedPush,
  startTestPushService,
  type TestBrowser,
  type TestPushService,
} from "./push-service.ts";
export { type ReceivedPost, startTestReceiver, type TestReceiver } from "./receiver.ts";
export {
  makeSamlKey,
  type SamlForgery,
  type SamlPost,
  type SamlStandIn,
  startSamlStandIn,
} from "./saml-stand-in.ts";
export { type ServerProcess, startServerProcess } from "./server-process.ts";
export { startTestFanal, type TestFanal, testConfig } from "./start-fanal.ts";
export {
  previousWebhookSecret,
  subscribeAll,
  type TestSubscriber,
  testSecret,
  webhookSecret,
} from "./subscribers.ts";
export { tellSomebody } from "./tell-somebody.ts";
