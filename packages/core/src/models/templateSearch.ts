import type { Paging } from "./paging.ts";

/** Properties by which templates can be sorted. */
export const templateSortProperties = ["id", "name", "createdDate", "updatedDate"] as const;

/** Input of `getUserTemplates`. */
export interface UserTemplateSearch extends Paging<(typeof templateSortProperties)[number]> {}
