import { Logger } from "@nestjs/common";

/** Nest's logger of one client. */
export const loggerOf = (name: string | undefined): Logger =>
  new Logger(name === undefined ? "UsersService" : `UsersService:${name}`);
