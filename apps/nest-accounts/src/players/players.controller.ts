import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Answers } from "@knetik-users/nestjs/swagger";
import { Controller, Get } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { UserIdParam } from "../http/user-id-param.decorator.ts";
import { playerCard, PlayerCardDto } from "./player-card.dto.ts";

@ApiTags("players")
@Controller("players")
export class PlayersController {
  constructor(@InjectUsers() private readonly users: UsersService) {}

  /**
   * Avatar and color are private in the Users API but public in this game. The service reads them
   * with its own account; the card exposes no other private field.
   */
  @Get(":id")
  @Answers(PlayerCardDto, { errorsOf: "getUser" })
  async read(@UserIdParam() id: number): Promise<PlayerCardDto> {
    return playerCard(await this.users.asService().getUser(id));
  }
}
