import type { User } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { UserDto } from "@knetik-users/nestjs/dto";
import { Controller, Post, UseGuards } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { defaultGamePiece, playerTemplate, propertiesOf } from "../game/game-piece.ts";
import { Answers } from "../http/answers.decorator.ts";
import { BodyOf } from "../http/body-of.decorator.ts";
import { SignUpDto, type SignUp } from "./sign-up.dto.ts";

@ApiTags("players")
@Controller("accounts")
export class AccountsController {
  readonly #users: UsersService;

  constructor(@InjectUsers() users: UsersService) {
    this.#users = users;
  }

  /**
   * Signs a player up. Anyone may call it. It reveals which names are taken, so it is rate-limited.
   */
  @Post()
  @UseGuards(ThrottlerGuard)
  @Answers(UserDto, 201)
  signUp(@BodyOf(SignUpDto) signUp: SignUp): Promise<User> {
    const { avatar, gamePieceColor, ...account } = signUp;
    return this.#users.as(null).registerUser({
      ...account,
      template: playerTemplate,
      additionalProperties: {
        ...propertiesOf(defaultGamePiece),
        ...propertiesOf({ avatar, gamePieceColor }),
      },
    });
  }
}
