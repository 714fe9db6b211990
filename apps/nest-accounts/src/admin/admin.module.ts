import { Module } from "@nestjs/common";
import { BansModule } from "../bans/bans.module.ts";
import { TagsController } from "./tags.controller.ts";
import { TemplatesController } from "./templates.controller.ts";
import { UsersController } from "./users.controller.ts";

@Module({
  imports: [BansModule],
  controllers: [UsersController, TagsController, TemplatesController],
})
export class AdminModule {}
