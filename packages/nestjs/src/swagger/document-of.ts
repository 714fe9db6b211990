import type { OpenApiSchema } from "../dto/open-api-schema.ts";

interface DocumentedDto {
  new (): unknown;
  readonly openapi: OpenApiSchema;
}

/** How Swagger documents a DTO: by its name, or inline if it has none. */
export const documentOf = (dto: DocumentedDto) =>
  dto.name === "" ? { schema: dto.openapi } : { type: dto };
