/** Languages that visitors can read a page in, as BCP 47 tags. */
export const languages = ["en", "de", "fr", "es", "pt-BR", "it", "nl", "pl", "ja", "zh-Hans"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name. */
export const languageNames: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  "pt-BR": "Português (Brasil)",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  ja: "日本語",
  "zh-Hans": "简体中文",
};

/** Who may see a page: everyone, whoever knows its password, or members of its organization. */
export const pageVisibilities = ["public", "password", "members"] as const;
export type PageVisibility = (typeof pageVisibilities)[number];

export const pageImageKinds = ["logo_light", "logo_dark", "favicon"] as const;
export type PageImageKind = (typeof pageImageKinds)[number];

export const cornerRadii = ["none", "small", "medium", "large"] as const;
export const pageWidths = ["narrow", "wide"] as const;

/** How many days the bars of a page can reach back. */
export const historyLengths = [30, 60, 90] as const;

/** How a status page looks; everything that is not what it says. */
export interface PageLook {
  /** The accent as the operator chose it, `#rrggbb`; `null` for Fanal's own. */
  accent: string | null;
  radius: (typeof cornerRadii)[number];
  width: (typeof pageWidths)[number];
  headerLinks: { label: string; url: string }[];
  /** Plain text; empty for none. */
  footerText: string;
  /** How many days the bars of each service reach back. */
  historyDays: (typeof historyLengths)[number];
}

export const defaultLook: PageLook = {
  accent: null,
  radius: "medium",
  width: "narrow",
  headerLinks: [],
  footerText: "",
  historyDays: 90,
};
