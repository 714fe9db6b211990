/** Applies a decorator of methods to the method that a decorated parameter belongs to. */
export const documented = (
  target: object,
  key: string | symbol | undefined,
  decorate: MethodDecorator,
): void => {
  if (key === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  if (descriptor !== undefined) decorate(target, key, descriptor);
};
