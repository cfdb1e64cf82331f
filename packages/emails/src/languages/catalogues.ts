import type { Language } from "@fanal/domain";
import { de } from "./de.ts";
import { type Catalogue, en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { ptBr } from "./pt-br.ts";
import { zhHans } from "./zh-hans.ts";

export const catalogues: Record<Language, Catalogue> = {
  en,
  de,
  fr,
  es,
  "pt-BR": ptBr,
  it,
  nl,
  pl,
  ja,
  "zh-Hans": zhHans,
};
