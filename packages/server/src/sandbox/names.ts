/** Given names from many places; every one differs from the others in ASCII, too. */
const firstNames = [
  ...["Amara", "Zoë", "Łukasz", "José", "Mei", "Søren", "Ayşe", "Ravi", "Chiara", "Kwame"],
  ...["Ingrid", "Tomás", "Yuki", "Fatima", "Oleksandr", "Noa", "Priya", "Mateo", "Hana", "Björn"],
  ...["Leila", "Nguyệt", "Seán", "Aroha", "Dmitri", "Camille", "Tariq", "Sofía", "Jürgen", "Nia"],
  ...["Haruto", "Élodie", "Ibrahim", "Anjali", "Marek", "Luana", "Kofi", "Astrid", "Deniz", "Xin"],
  ...["Paulo", "Thandiwe", "Emre", "Saoirse", "Viktor", "Malia", "Rashid", "Eszter"],
];

/** Family names. Their number has no divisor in common with that of the given names. */
const lastNames = [
  ...["Okafor", "García", "Nowak", "Tanaka", "O'Brien", "Yılmaz", "Sharma", "Rossi", "Mensah"],
  ...["Lindqvist", "Nguyễn", "Müller", "Silva", "Kowalczyk", "Haddad", "Kim", "Dubois", "Petrov"],
  ...["Ngata", "Andersen", "Horvat", "Chen", "Fernández", "Suzuki", "Abdi", "Virtanen", "Costa"],
  ...["Shevchenko", "Moyo", "Weiß", "Iyer", "Papadopoulos", "Kahananui", "Szabó", "Diallo"],
  ...["Bergström", "Castillo", "Park", "Ørsted", "Rahman", "Lefèvre", "Novák", "Adeyemi", "Sato"],
  ...["Murphy", "Kaya", "Popescu", "Tran", "Bianchi", "Zulu", "Hoffmann", "Reyes", "Johansson"],
];

const plain: { readonly [letter: string]: string } = { ł: "l", ø: "o", ß: "ss", ı: "i", đ: "d" };

/** The name in the letters of a-z. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[łøßıđ]/g, (letter) => plain[letter] ?? "")
    .replace(/[^a-z]/g, "");

export interface Name {
  readonly first: string;
  readonly last: string;
  /** Unlike that of any other number. */
  readonly username: string;
}

/** The name of the person with this number: always the same one. */
export const nameOfPerson = (number: number): Name => {
  const first = firstNames[number % firstNames.length] ?? "";
  const last = lastNames[number % lastNames.length] ?? "";
  // The pairs start over after as many people as there are pairs.
  const round = Math.floor(number / (firstNames.length * lastNames.length));
  const suffix = round === 0 ? "" : String(round + 1);
  return { first, last, username: `${slug(first)}.${slug(last)}${suffix}` };
};
