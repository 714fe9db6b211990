import { Module } from "@nestjs/common";
import { BansModule } from "../bans/bansModule.ts";
import { Sessions } from "./sessions.ts";
import { SessionsController } from "./sessionsController.ts";

@Module({ imports: [BansModule], controllers: [SessionsController], providers: [Sessions] })
export class SessionsModule {}
