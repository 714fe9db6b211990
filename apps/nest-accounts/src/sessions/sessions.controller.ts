import type { OAuthToken } from "@knetik-users/core";
import { OAuthTokenDto } from "@knetik-users/nestjs/dto";
import { Controller, Header, Inject, Post, UseGuards } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { RespondsWith } from "../http/responds-with.decorator.ts";
import { BodyOf } from "../http/body-of.decorator.ts";
import { RefreshSessionDto, SignInDto, type RefreshSession, type SignIn } from "./session.dto.ts";
import { Sessions } from "./sessions.service.ts";

@ApiTags("sessions")
@UseGuards(ThrottlerGuard)
@Controller("sessions")
export class SessionsController {
  readonly #sessions: Sessions;

  constructor(@Inject(Sessions) sessions: Sessions) {
    this.#sessions = sessions;
  }

  @Post()
  @Header("cache-control", "no-store")
  @RespondsWith(OAuthTokenDto, 201)
  signIn(@BodyOf(SignInDto) signIn: SignIn): Promise<OAuthToken> {
    return this.#sessions.open(signIn);
  }

  @Post("refresh")
  @Header("cache-control", "no-store")
  @RespondsWith(OAuthTokenDto, 201)
  refresh(@BodyOf(RefreshSessionDto) refresh: RefreshSession): Promise<OAuthToken> {
    return this.#sessions.refresh(refresh);
  }
}
