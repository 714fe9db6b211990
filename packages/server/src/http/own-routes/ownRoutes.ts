import { adminRoutes } from "../admin/adminRoutes.ts";
import { metadataRoute } from "../oauth/metadataRoute.ts";
import { revokeRoute } from "../oauth/revokeRoute.ts";
import type { OwnRoute } from "./ownRoute.ts";

/** The routes that the official API does not have. */
export const ownRoutes = (publicUrl: string | undefined): ReadonlyArray<OwnRoute> => [
  metadataRoute(publicUrl),
  revokeRoute,
  ...adminRoutes,
];
