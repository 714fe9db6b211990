import type { en } from "./en.ts";

/** Key of a text. */
export type TextKey = keyof typeof en;

/** The texts of one language; omitting one is a compile error. */
export type Catalogue = { readonly [Key in TextKey]: string };
