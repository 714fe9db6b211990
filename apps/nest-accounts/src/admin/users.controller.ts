import type { Page, User, UserSearch, UserSummary, UserUpdate } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { UserDto, UserPageDto, UserSearchQueryDto, UserUpdateDto } from "@knetik-users/nestjs/dto";
import { Answers, BodyOf, QueryOf } from "@knetik-users/nestjs/swagger";
import { Get, Inject, Patch, Post, Put } from "@nestjs/common";
import { BanList } from "../bans/ban-list.service.ts";
import { UserIdParam } from "../http/user-id-param.decorator.ts";
import { AdminArea } from "./admin-area.decorator.ts";
import { SetPasswordDto } from "./set-password.dto.ts";

@AdminArea("users")
export class UsersController {
  constructor(
    @InjectUsers() private readonly users: UsersService,
    @Inject(BanList) private readonly bans: BanList,
  ) {}

  @Get()
  @Answers(UserPageDto, { errorsOf: "getUsers" })
  search(@QueryOf(UserSearchQueryDto) search: UserSearch): Promise<Page<UserSummary>> {
    return this.users.getUsers(search);
  }

  @Get(":id")
  @Answers(UserDto, { errorsOf: "getUser" })
  read(@UserIdParam() id: number): Promise<User> {
    return this.users.getUser(id);
  }

  @Patch(":id")
  @Answers(UserDto, { errorsOf: ["updateUser", "getUser"] })
  async change(@UserIdParam() id: number, @BodyOf(UserUpdateDto) changes: UserUpdate) {
    await this.users.updateUser(id, changes);
    // A ban is a tag.
    if (changes.tags !== undefined) this.bans.invalidate(id);
    return this.users.getUser(id);
  }

  /** Sets the user's password, which ends all of the user's sessions. */
  @Put(":id/password")
  @Answers(undefined, { errorsOf: "setPassword" })
  setPassword(
    @UserIdParam() id: number,
    @BodyOf(SetPasswordDto) { password }: SetPasswordDto,
  ): Promise<void> {
    return this.users.setPassword(id, password);
  }

  /** Sends the user a password reset message. */
  @Post(":id/password-resets")
  @Answers(undefined, { errorsOf: "startPasswordReset" })
  startPasswordReset(@UserIdParam() id: number): Promise<void> {
    return this.users.startPasswordReset(id);
  }
}
