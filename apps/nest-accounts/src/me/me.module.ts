import { Module } from "@nestjs/common";
import { MeController } from "./me.controller.ts";
import { Profile } from "./profile.ts";

@Module({ controllers: [MeController], providers: [Profile] })
export class MeModule {}
