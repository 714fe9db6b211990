/**
 * Takes inputs one after another, `concurrency` at a time, in no particular order. After a failure no
 * more inputs are taken; those in work are finished before it is thrown.
 */
export const runWorkers = async <Input>(
  inputs: AsyncIterable<Input>,
  concurrency: number,
  work: (input: Input) => Promise<void>,
): Promise<void> => {
  const iterator = inputs[Symbol.asyncIterator]();
  let isStopped = false;
  const worker = async () => {
    while (!isStopped) {
      const next = await iterator.next();
      if (next.done === true) return;
      await work(next.value);
    }
  };
  const failures = (
    await Promise.allSettled(
      Array.from({ length: concurrency }, () =>
        worker().catch((error: unknown) => {
          isStopped = true;
          throw error;
        }),
      ),
    )
  ).filter((outcome) => outcome.status === "rejected");
  await iterator.return?.();
  const [first] = failures;
  if (first !== undefined) throw first.reason;
};
