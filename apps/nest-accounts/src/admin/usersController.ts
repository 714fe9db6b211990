import type { Page, User, UserSearch, UserSummary, UserUpdate } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { UserDto, UserPageDto, UserSearchQueryDto, UserUpdateDto } from "@knetik-users/nestjs/dto";
import { Get, HttpCode, Inject, Patch, Post, Put } from "@nestjs/common";
import { BanList } from "../bans/banList.ts";
import { Answers } from "../http/answers.ts";
import { BodyOf } from "../http/bodyOf.ts";
import { QueryOf } from "../http/queryOf.ts";
import { UserIdParam } from "../http/userIdParam.ts";
import { AdminArea } from "./adminArea.ts";
import { SetPasswordDto, type SetPassword } from "./setPasswordDto.ts";

@AdminArea("users")
export class UsersController {
  readonly #users: UsersService;
  readonly #bans: BanList;

  constructor(@InjectUsers() users: UsersService, @Inject(BanList) bans: BanList) {
    this.#users = users;
    this.#bans = bans;
  }

  @Get()
  @Answers(UserPageDto)
  search(@QueryOf(UserSearchQueryDto) search: UserSearch): Promise<Page<UserSummary>> {
    return this.#users.getUsers(search);
  }

  @Get(":id")
  @Answers(UserDto)
  read(@UserIdParam() id: number): Promise<User> {
    return this.#users.getUser(id);
  }

  @Patch(":id")
  @Answers(UserDto)
  async change(@UserIdParam() id: number, @BodyOf(UserUpdateDto) changes: UserUpdate) {
    await this.#users.updateUser(id, changes);
    if (changes.tags !== undefined) this.#bans.forget(id);
    return this.#users.getUser(id);
  }

  /** Signs the user out everywhere. */
  @Put(":id/password")
  @HttpCode(204)
  setPassword(
    @UserIdParam() id: number,
    @BodyOf(SetPasswordDto) { password }: SetPassword,
  ): Promise<void> {
    return this.#users.setPassword(id, password);
  }

  /** Sends the user a message to choose a new password with. */
  @Post(":id/password-resets")
  @HttpCode(204)
  startPasswordReset(@UserIdParam() id: number): Promise<void> {
    return this.#users.startPasswordReset(id);
  }
}
