import { RequireUsersAdmin, UsersAuthGuard } from "@knetik-users/nestjs";
import { applyDecorators, Controller, UseGuards } from "@nestjs/common";
import { ApiBearerAuth, ApiTags } from "@nestjs/swagger";

/** A controller for USERS_ADMIN. Its calls send the caller's token, so the API checks again. */
export const AdminArea = (path: string): ClassDecorator =>
  applyDecorators(
    Controller(`admin/${path}`),
    UseGuards(UsersAuthGuard),
    RequireUsersAdmin(),
    ApiBearerAuth(),
    ApiTags("admin"),
  );
