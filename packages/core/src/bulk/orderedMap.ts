/**
 * Maps at most `concurrency` inputs at a time, and yields the results in the order of the inputs. Nothing
 * is read ahead beyond those, so memory does not grow with the number of inputs.
 */
export async function* orderedMap<Input, Output>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  concurrency: number,
  map: (input: Input) => Promise<Output>,
): AsyncGenerator<Output, void, undefined> {
  const pending: Array<Promise<Output>> = [];
  for await (const input of inputs) {
    const started = map(input);
    // It is awaited later: until then a failure must not count as unhandled.
    started.catch(() => undefined);
    pending.push(started);
    const first = pending.length >= concurrency ? pending.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const started of pending) yield await started;
}
