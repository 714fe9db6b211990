import { ownRoutes } from "../own-routes/ownRoutes.ts";
import type { OpenApiDocument } from "./openApiDocument.ts";

/** Adds the routes that the official API does not have. */
export const withOwnOperations = (document: OpenApiDocument): OpenApiDocument => {
  const paths: Record<string, OpenApiDocument["paths"][string]> = { ...document.paths };
  for (const { path, method, description } of ownRoutes(undefined)) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: description };
  }
  const tags = [...(document["tags"] as ReadonlyArray<object>), { name: "Administration" }];
  return { ...document, tags, paths };
};
