/** Applies a method decorator to the method of a decorated parameter. */
export const documented = (
  target: object,
  key: string | symbol | undefined,
  decorate: MethodDecorator,
): void => {
  if (key === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  if (descriptor !== undefined) decorate(target, key, descriptor);
};
