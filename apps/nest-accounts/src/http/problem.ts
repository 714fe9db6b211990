import { STATUS_CODES } from "node:http";
import { BadRequestException, ForbiddenException } from "@nestjs/common";

/** A field that was refused, answered like those that the Users API refuses. */
export const refusedField = (field: string, message: string): BadRequestException =>
  new BadRequestException({
    statusCode: 400,
    error: STATUS_CODES[400],
    message: "The request is invalid.",
    code: "BadRequest",
    fields: [{ field, message }],
  });

/** The caller is known, and may not do it. */
export const forbidden = (message: string): ForbiddenException =>
  new ForbiddenException({ statusCode: 403, error: STATUS_CODES[403], message, code: "Forbidden" });
