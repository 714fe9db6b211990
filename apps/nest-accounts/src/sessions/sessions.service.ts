import type { OAuthToken } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Inject, Injectable } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import { BanList } from "../bans/ban-list.service.ts";
import type { Settings } from "../config/settings.ts";
import { forbidden } from "../http/problem.ts";
import type { RefreshSessionDto, SignInDto } from "./session.dto.ts";

/** Signs players in with the public client, unless they are banned. */
@Injectable()
export class Sessions {
  constructor(
    @InjectUsers() private readonly users: UsersService,
    @Inject(BanList) private readonly bans: BanList,
    @Inject(ConfigService) private readonly config: ConfigService<Settings, true>,
  ) {}

  private get clientId(): string {
    return this.config.get("publicClientId", { infer: true });
  }

  async open({ username, password }: SignInDto): Promise<OAuthToken> {
    const { clientId } = this;
    return this.#unlessBanned(
      await this.users.getOAuthToken({ grantType: "password", clientId, username, password }),
    );
  }

  async refresh({ refreshToken }: RefreshSessionDto): Promise<OAuthToken> {
    const { clientId } = this;
    return this.#unlessBanned(
      await this.users.getOAuthToken({ grantType: "refresh_token", clientId, refreshToken }),
    );
  }

  // Checked after the password, so that only the player learns of the ban.
  async #unlessBanned(token: OAuthToken): Promise<OAuthToken> {
    const { id } = await this.users.as(token.accessToken).getUser("me");
    if (await this.bans.isBanned(id)) throw forbidden("This account is banned.");
    return token;
  }
}
