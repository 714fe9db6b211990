import type { User } from "@knetik-users/core";
import { CurrentUser, UsersAuthGuard } from "@knetik-users/nestjs";
import { UserDto } from "@knetik-users/nestjs/dto";
import { Controller, Get, HttpCode, Inject, Patch, Put, UseGuards } from "@nestjs/common";
import { ApiBearerAuth, ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { RespondsWith } from "../http/responds-with.decorator.ts";
import { BodyOf } from "../http/body-of.decorator.ts";
import {
  PasswordChangeDto,
  ProfileChangesDto,
  type PasswordChange,
  type ProfileChanges,
} from "./me.dto.ts";
import { ProfileService } from "./profile.service.ts";

@ApiTags("me")
@ApiBearerAuth()
@UseGuards(UsersAuthGuard)
@Controller("me")
export class MeController {
  readonly #profile: ProfileService;

  constructor(@Inject(ProfileService) profile: ProfileService) {
    this.#profile = profile;
  }

  @Get()
  @RespondsWith(UserDto)
  read(@CurrentUser() user: User): User {
    return user;
  }

  @Patch()
  @RespondsWith(UserDto)
  change(@BodyOf(ProfileChangesDto) changes: ProfileChanges): Promise<User> {
    return this.#profile.change(changes);
  }

  /** Changes the player's password, which ends all of the player's sessions. */
  @Put("password")
  @HttpCode(204)
  @UseGuards(ThrottlerGuard)
  changePassword(@BodyOf(PasswordChangeDto) change: PasswordChange): Promise<void> {
    return this.#profile.changePassword(change);
  }
}
