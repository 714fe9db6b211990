import { Module } from "@nestjs/common";
import { BansModule } from "../bans/bansModule.ts";
import { TagsController } from "./tagsController.ts";
import { TemplatesController } from "./templatesController.ts";
import { UsersController } from "./usersController.ts";

@Module({
  imports: [BansModule],
  controllers: [UsersController, TagsController, TemplatesController],
})
export class AdminModule {}
