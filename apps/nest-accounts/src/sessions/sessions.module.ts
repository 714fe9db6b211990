import { Module } from "@nestjs/common";
import { BansModule } from "../bans/bans.module.ts";
import { Sessions } from "./sessions.service.ts";
import { SessionsController } from "./sessions.controller.ts";

@Module({ imports: [BansModule], controllers: [SessionsController], providers: [Sessions] })
export class SessionsModule {}
