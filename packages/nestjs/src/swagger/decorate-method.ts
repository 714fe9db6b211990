/**
 * Applies a method decorator from within a parameter decorator: `@nestjs/swagger` documents parameters on
 * the method.
 */
export const decorateMethod = (
  target: object,
  key: string | symbol | undefined,
  decorate: MethodDecorator,
): void => {
  // A constructor parameter has no method.
  if (key === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  if (descriptor !== undefined) decorate(target, key, descriptor);
};
