import * as fc from "fast-check";
import { expect, it } from "vitest";
import { IdSet } from "./idSet.ts";

const ids = fc.uniqueArray(fc.oneof(fc.nat(100), fc.nat(5_000)));

it("contains what was added and not deleted", () => {
  fc.assert(
    fc.property(ids, ids, (added, deleted) => {
      const set = new IdSet(added);
      for (const id of deleted) set.delete(id);
      const expected = new Set(added.filter((id) => !deleted.includes(id)));
      expect(set.size).toBe(expected.size);
      for (const id of [...added, ...deleted, 1_000_000])
        expect(set.has(id)).toBe(expected.has(id));
    }),
  );
});

it("the intersection contains what is in both", () => {
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      const both = new IdSet(one).and(new IdSet(other));
      const expected = one.filter((id) => other.includes(id));
      expect(both.size).toBe(expected.length);
      for (const id of [...one, ...other]) expect(both.has(id)).toBe(expected.includes(id));
    }),
  );
});
