import type { NewPassword, PasswordResetRequest } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { NewPasswordDto, PasswordResetRequestDto } from "@knetik-users/nestjs/dto";
import { Answers, BodyOf } from "@knetik-users/nestjs/swagger";
import { Controller, Post, Put, UseGuards } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { UserIdParam } from "../http/user-id-param.decorator.ts";

@ApiTags("passwords")
@UseGuards(ThrottlerGuard)
@Controller("password-resets")
export class PasswordResetsController {
  constructor(@InjectUsers() private readonly users: UsersService) {}

  /** The response does not reveal whether the account exists. */
  @Post()
  @Answers(undefined, { errorsOf: "submitPasswordReset" })
  start(@BodyOf(PasswordResetRequestDto) account: PasswordResetRequest): Promise<void> {
    return this.users.submitPasswordReset(account);
  }

  /** Needs the secret from the reset message. */
  @Put(":id")
  @Answers(undefined, { errorsOf: "passwordReset" })
  finish(
    @UserIdParam() userId: number,
    @BodyOf(NewPasswordDto) password: NewPassword,
  ): Promise<void> {
    return this.users.passwordReset(userId, password);
  }
}
