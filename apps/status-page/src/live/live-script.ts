import { follow } from "./connection.ts";
import { rememberFolds } from "./fragments.ts";
import { localizeTimes, nameLocalZone } from "./local-times.ts";

/*
 * Keeps an open page true. The page is complete without it: every time stands there in the page's zone, every fold
 * opens by itself. It is inlined into each page, so each byte counts (5 kB before compression at most).
 */
rememberFolds(document);
localizeTimes();
nameLocalZone();
follow();
