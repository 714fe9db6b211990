import type { Catalogue } from "./catalogue.ts";
import type { enAround } from "./enAround.ts";

/** Texte von Ansichten, Palette und Tastenkürzeln, auf Deutsch. */
export const deAround: Pick<Catalogue, keyof typeof enAround> = {
  // Ansichten, Spalten und Dichte der Benutzertabelle
  "users.look": "Spalten und Dichte",
  "users.columns": "Spalten",
  "users.density": "Dichte",
  "users.density.comfortable": "Bequem",
  "users.density.compact": "Kompakt",
  "views.title": "Gespeicherte Ansichten",
  "views.save": "Diese Ansicht speichern",
  "views.hint": "Merkt sich Suche, Filter, Sortierung und Spalten in diesem Browser.",
  "views.replaces": "Ersetzt die Ansicht mit diesem Namen.",
  "views.replace": "Ersetzen",
  "views.nameMissing": "Geben Sie einen Namen ein",
  "views.full": "Es gibt schon {most, number} Ansichten. Löschen Sie zuerst eine.",
  "views.saved": "Die Ansicht „{name}“ ist gespeichert.",
  "views.remove": "Die Ansicht „{name}“ löschen",
  "views.removed": "Die Ansicht „{name}“ ist gelöscht.",
  "views.notKept":
    "Ihr Browser speichert nichts, deshalb gilt das nur, bis Sie die Seite neu laden.",

  // Palette und Tastenkürzel
  "palette.title": "Suche und Befehle",
  "palette.placeholder": "Benutzer, Vorlage, Seite oder Befehl",
  "palette.actions": "Seiten und Befehle",
  "palette.theme": "Farbschema: {theme}",
  "palette.language": "Sprache: {language}",
  "palette.searchAll": "Alle Benutzer zeigen, die zu „{text}“ passen",
  "palette.results": "{count, plural, one {# Treffer} other {# Treffer}}",
  "shortcuts.title": "Tastenkürzel",
  "shortcuts.text": "Sie gelten nicht, während Sie in ein Formular tippen.",
  "shortcuts.everywhere": "Überall",
  "shortcuts.messages": "Zu den Meldungen",
  "shortcuts.close": "Menü oder Dialog schließen",
  "shortcuts.search": "Suchen",
  "shortcuts.down": "Zu den Zeilen und zur nächsten",
  "shortcuts.up": "Zur vorigen Zeile und zurück zur Suche",
  "shortcuts.open": "Benutzer öffnen",
  "shortcuts.range": "Mit einem Klick: alle bis zu dieser Zeile auswählen",
};
