import { STATUS_CODES } from "node:http";
import { BadRequestException, ForbiddenException } from "@nestjs/common";

/** A 400 for an invalid field, in the format of Users API errors. */
export const refusedField = (field: string, message: string): BadRequestException =>
  new BadRequestException({
    statusCode: 400,
    error: STATUS_CODES[400],
    message: "The request is invalid.",
    code: "BadRequest",
    fields: [{ field, message }],
  });

/** A 403 for an authenticated caller. */
export const forbidden = (message: string): ForbiddenException =>
  new ForbiddenException({ statusCode: 403, error: STATUS_CODES[403], message, code: "Forbidden" });
