import { Module } from "@nestjs/common";
import { BanList } from "./banList.ts";

@Module({ providers: [BanList], exports: [BanList] })
export class BansModule {}
