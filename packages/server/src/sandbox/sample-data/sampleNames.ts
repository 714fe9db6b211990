import { seededInt } from "./seededInt.ts";

/** Given names, unique even in ASCII. */
const firstNames = [
  ...["Amara", "Zoë", "Łukasz", "José", "Mei", "Søren", "Ayşe", "Ravi", "Chiara", "Kwame"],
  ...["Ingrid", "Tomás", "Yuki", "Fatima", "Oleksandr", "Noa", "Priya", "Mateo", "Hana", "Björn"],
  ...["Leila", "Nguyệt", "Seán", "Aroha", "Dmitri", "Camille", "Tariq", "Sofía", "Jürgen", "Nia"],
  ...["Haruto", "Élodie", "Ibrahim", "Anjali", "Marek", "Luana", "Kofi", "Astrid", "Deniz", "Xin"],
  ...["Paulo", "Thandiwe", "Emre", "Saoirse", "Viktor", "Malia", "Rashid", "Eszter"],
];

/** Family names. Their number is coprime to that of the given names. */
const lastNames = [
  ...["Okafor", "García", "Nowak", "Tanaka", "O'Brien", "Yılmaz", "Sharma", "Rossi", "Mensah"],
  ...["Lindqvist", "Nguyễn", "Müller", "Silva", "Kowalczyk", "Haddad", "Kim", "Dubois", "Petrov"],
  ...["Ngata", "Andersen", "Horvat", "Chen", "Fernández", "Suzuki", "Abdi", "Virtanen", "Costa"],
  ...["Shevchenko", "Moyo", "Weiß", "Iyer", "Papadopoulos", "Kahananui", "Szabó", "Diallo"],
  ...["Bergström", "Castillo", "Park", "Ørsted", "Rahman", "Lefèvre", "Novák", "Adeyemi", "Sato"],
  ...["Murphy", "Kaya", "Popescu", "Tran", "Bianchi", "Zulu", "Hoffmann", "Reyes", "Johansson"],
];

const plain: { readonly [letter: string]: string } = { ł: "l", ø: "o", ß: "ss", ı: "i", đ: "d" };

/** The name in ASCII letters. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[łøßıđ]/g, (letter) => plain[letter] ?? "")
    .replace(/[^a-z]/g, "");

export interface Name {
  readonly first: string;
  readonly last: string;
  /** Unique for each number. */
  readonly username: string;
}

const pairs = firstNames.length * lastNames.length;

const isCoprime = (one: number, other: number): boolean =>
  other === 0 ? one === 1 : isCoprime(other, one % other);

/** A permutation of the numbers below `pairs`, with a seeded start and a seeded coprime step. */
const shuffled = (number: number, seed: number | null): number => {
  if (seed === null) return number;
  let step = seededInt(`${seed}:step`, pairs);
  while (!isCoprime(pairs, step)) step += 1;
  return (number * step + seededInt(`${seed}:start`, pairs)) % pairs;
};

/** The name for a number; deterministic per seed. */
export const sampleNameOf = (number: number, seed: number | null = null): Name => {
  // The pairs repeat after `pairs` users.
  const round = Math.floor(number / pairs);
  const place = shuffled(number % pairs, seed);
  const first = firstNames[place % firstNames.length] ?? "";
  const last = lastNames[place % lastNames.length] ?? "";
  const suffix = round === 0 ? "" : String(round + 1);
  return { first, last, username: `${slug(first)}.${slug(last)}${suffix}` };
};
