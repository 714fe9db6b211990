// What a server needs of the endpoints for administration.
export { adminSchemaOf } from "./compiled/adminSchemaOf.ts";
