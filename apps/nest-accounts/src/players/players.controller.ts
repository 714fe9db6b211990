import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Controller, Get } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { RespondsWith } from "../http/responds-with.decorator.ts";
import { UserIdParam } from "../http/user-id-param.decorator.ts";
import { playerCard, PlayerCardDto, type PlayerCard } from "./player-card.dto.ts";

@ApiTags("players")
@Controller("players")
export class PlayersController {
  readonly #users: UsersService;

  constructor(@InjectUsers() users: UsersService) {
    this.#users = users;
  }

  /**
   * Avatar and color are private in the Users API but public in this game. The service reads them
   * with its own account; the card exposes no other private field.
   */
  @Get(":id")
  @RespondsWith(PlayerCardDto)
  async read(@UserIdParam() id: number): Promise<PlayerCard> {
    return playerCard(await this.#users.asService().getUser(id));
  }
}
