import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Injectable } from "@nestjs/common";

/** Tag of a banned player. */
const banned = "banned";

const secondsKnown = 5;
const most = 1_000;

/** Caches for a few seconds which players are banned. */
@Injectable()
export class BanList {
  readonly #known = new Map<number, { readonly banned: boolean; readonly until: number }>();
  /** Counts changes, so that a response from before a change is not cached. */
  #changes = 0;

  constructor(@InjectUsers() private readonly users: UsersService) {}

  async isBanned(userId: number): Promise<boolean> {
    const known = this.#known.get(userId);
    if (known !== undefined && known.until > performance.now()) return known.banned;
    const changes = this.#changes;
    // Uses the service's own account, because players may not read tags.
    const tags = await this.users.asService().getUserTags(userId);
    const found = { banned: tags.includes(banned), until: performance.now() + secondsKnown * 1000 };
    if (changes !== this.#changes) return found.banned;
    this.#known.delete(userId);
    this.#known.set(userId, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    return found.banned;
  }

  /** Call when the tags of a player have changed. */
  invalidate(userId: number): void {
    this.#changes += 1;
    this.#known.delete(userId);
  }
}
