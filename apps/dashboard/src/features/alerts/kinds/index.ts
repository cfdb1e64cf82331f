import type { AlertSourceKind } from "@fanal/domain";
import type { KindForm } from "./alert-kind.ts";
import { generic } from "./generic.tsx";
import { alertmanager, grafana } from "./labelled.tsx";

/** What the form knows of each kind of source. */
export const kindForms: { [Kind in AlertSourceKind]: KindForm<Kind> } = { alertmanager, grafana, generic };
