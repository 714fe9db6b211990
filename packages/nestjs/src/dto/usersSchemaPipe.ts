import type { PipeTransform } from "@nestjs/common";

/**
 * Reads a body or a query with a DTO: `@Body(new UsersSchemaPipe(UserRegistrationDto))`. What does not
 * fit is a 400 that names every field. On Nest 12, `@Body({ schema: UserRegistrationDto })` and Nest's
 * `StandardSchemaValidationPipe` do the same with an answer of Nest's form.
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
