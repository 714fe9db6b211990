import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Answers, ApiUsersErrors } from "@knetik-users/nestjs/swagger";
import { Delete, Get, Inject, Param, Put } from "@nestjs/common";
import { ApiOkResponse, ApiParam } from "@nestjs/swagger";
import { BanList } from "../bans/ban-list.service.ts";
import { UserIdParam } from "../http/user-id-param.decorator.ts";
import { AdminArea } from "./admin-area.decorator.ts";

/** Tags of a user, such as `banned`. */
@AdminArea("users/:id/tags")
export class TagsController {
  constructor(
    @InjectUsers() private readonly users: UsersService,
    @Inject(BanList) private readonly bans: BanList,
  ) {}

  @Get()
  @ApiOkResponse({ schema: { type: "array", items: { type: "string" } } })
  @ApiUsersErrors("getUserTags")
  list(@UserIdParam() id: number): Promise<ReadonlyArray<string>> {
    return this.users.getUserTags(id);
  }

  @Put(":tag")
  @ApiParam({ name: "tag", schema: { type: "string" } })
  @Answers(undefined, { errorsOf: "addUserTag" })
  async add(@UserIdParam() id: number, @Param("tag") tag: string): Promise<void> {
    await this.users.addUserTag(id, tag);
    this.bans.invalidate(id);
  }

  @Delete(":tag")
  @ApiParam({ name: "tag", schema: { type: "string" } })
  @Answers(undefined, { errorsOf: "removeUserTag" })
  async remove(@UserIdParam() id: number, @Param("tag") tag: string): Promise<void> {
    await this.users.removeUserTag(id, tag);
    this.bans.invalidate(id);
  }
}
