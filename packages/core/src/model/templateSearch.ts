import * as Schema from "effect/Schema";
import { paging } from "./paging.ts";

/** The properties that templates can be sorted by. */
export const templateSortProperties = ["id", "name", "createdDate", "updatedDate"] as const;

/** What `getUserTemplates` is asked for. */
export interface UserTemplateSearch extends Schema.Schema.Type<typeof UserTemplateSearchSchema> {}
export const UserTemplateSearchSchema = Schema.Struct(paging(templateSortProperties));
