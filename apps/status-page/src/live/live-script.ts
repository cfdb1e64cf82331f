import { dismissOnClick } from "./announcements.ts";
import { follow } from "./connection.ts";
import { filterOnInput } from "./filter.ts";
import { rememberFolds } from "./fragments.ts";
import { offerZones } from "./local-times.ts";
import { prepare } from "./prepare.ts";
import { root } from "./root.ts";
import { followStrips } from "./strips.ts";
import { offerThemes } from "./theme.ts";

/*
 * Keeps an open page true, and makes it comfortable. The page is complete without it: every time stands there in the
 * page's zone, every fold opens by itself. It is inlined into each page, so each byte counts (12 kB before compression at
 * most; decision record 011 says for what).
 */
root.dataset.live = "";
rememberFolds(document);
prepare(document);
offerZones();
offerThemes();
dismissOnClick();
filterOnInput();
followStrips();
follow();
