import type { PipeTransform } from "@nestjs/common";

/**
 * Parses a body or a query with a DTO: `@Body(new UsersSchemaPipe(UserRegistrationDto))`. Invalid input
 * gets a 400 that lists every field. On Nest 12, `@Body({ schema: UserRegistrationDto })` with Nest's
 * `StandardSchemaValidationPipe` does the same with Nest's response format.
 */
export class UsersSchemaPipe<Type> implements PipeTransform<unknown, Type> {
  readonly #dto: { readonly parse: (json: unknown) => Type };

  constructor(dto: { readonly parse: (json: unknown) => Type }) {
    this.#dto = dto;
  }

  transform(value: unknown): Type {
    return this.#dto.parse(value);
  }
}
