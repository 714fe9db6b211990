import type { User, UserRegistration } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { UserDto } from "@knetik-users/nestjs/dto";
import { Answers, BodyOf } from "@knetik-users/nestjs/swagger";
import { Controller, Post, UseGuards } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { defaultGamePiece, propertiesOf } from "../game/game-piece.ts";
import type { Typed } from "../game/templates.ts";
import { SignUpDto } from "./sign-up.dto.ts";

@ApiTags("accounts")
@Controller("accounts")
export class AccountsController {
  constructor(@InjectUsers() private readonly users: UsersService) {}

  /** Rate-limited, because it reveals which user names and e-mail addresses are taken. */
  @Post()
  @UseGuards(ThrottlerGuard)
  @Answers(UserDto, { status: 201, errorsOf: "registerUser" })
  signUp(@BodyOf(SignUpDto) signUp: SignUpDto): Promise<User> {
    const { avatar, gamePieceColor, ...account } = signUp;
    const player: Typed<UserRegistration, "player"> = {
      ...account,
      template: "player",
      additionalProperties: {
        ...propertiesOf(defaultGamePiece),
        ...propertiesOf({ avatar, gamePieceColor }),
      },
    };
    // Anonymous: sign-up must not run with the service's USERS_ADMIN role.
    return this.users.as(null).registerUser(player);
  }
}
