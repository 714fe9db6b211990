import type { User } from "@knetik-users/core";
import { CurrentUser, UsersAuthGuard } from "@knetik-users/nestjs";
import { UserDto } from "@knetik-users/nestjs/dto";
import { Answers, BodyOf } from "@knetik-users/nestjs/swagger";
import { Controller, Get, Inject, Patch, Put, UseGuards } from "@nestjs/common";
import { ApiBearerAuth, ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { PasswordChangeDto, ProfileChangesDto } from "./me.dto.ts";
import { ProfileService } from "./profile.service.ts";

@ApiTags("me")
@ApiBearerAuth()
@UseGuards(UsersAuthGuard)
@Controller("me")
export class MeController {
  constructor(@Inject(ProfileService) private readonly profile: ProfileService) {}

  @Get()
  @Answers(UserDto, { errorsOf: "getUser" })
  read(@CurrentUser() user: User): User {
    return user;
  }

  @Patch()
  @Answers(UserDto, { errorsOf: ["updateUser", "getUser"] })
  change(@BodyOf(ProfileChangesDto) changes: ProfileChangesDto): Promise<User> {
    return this.profile.change(changes);
  }

  /** Changes the player's password, which ends all of the player's sessions. */
  @Put("password")
  @Answers(undefined, { errorsOf: ["getOAuthToken", "setPassword"] })
  @UseGuards(ThrottlerGuard)
  changePassword(@BodyOf(PasswordChangeDto) change: PasswordChangeDto): Promise<void> {
    return this.profile.changePassword(change);
  }
}
