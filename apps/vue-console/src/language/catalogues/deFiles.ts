import type { Catalogue } from "./catalogue.ts";
import type { enFiles } from "./enFiles.ts";

/** Texte von Export und Import, auf Deutsch. */
export const deFiles: Pick<Catalogue, keyof typeof enFiles> = {
  "files.delimiter": "Trennzeichen",
  "files.delimiter.comma": "Komma",
  "files.delimiter.semicolon": "Semikolon (deutsches Excel)",
  "files.delimiter.tab": "Tabulator",
  "files.report": "Bericht speichern",

  "export.open": "Exportieren",
  "export.openSelected": "Ausgewählte Benutzer exportieren",
  "export.title": "Benutzer exportieren",
  "export.intro": "Alle Benutzer, die die Suche findet, in der Reihenfolge ihrer IDs.",
  "export.count":
    "{count, plural, one {# Benutzer, in der Reihenfolge der IDs.} other {# Benutzer, in der Reihenfolge der IDs.}}",
  "export.format": "Format",
  "export.format.csv": "CSV, für Tabellenkalkulationen",
  "export.format.ndjson": "NDJSON, für Programme",
  "export.forExcel": "Für Excel",
  "export.forExcel.hint":
    "Kennzeichnet die Datei als UTF-8 (Byte Order Mark), damit Excel Umlaute und andere Schriften richtig anzeigt.",
  "export.fields": "Felder der Liste",
  "export.moreFields": "Felder des Benutzers",
  "export.moreFields.hint": "Dafür ist eine Anfrage je Benutzer nötig; das dauert länger.",
  "export.template": "Eigene Eigenschaften einer Vorlage",
  "export.noTemplate": "Keine",
  "export.properties": "Eigene Eigenschaften",
  "export.all": "Alle wählen",
  "export.none": "Keine wählen",
  "export.nothing": "Wählen Sie eine Spalte.",
  "export.promise":
    "Jeder Benutzer steht einmal in der Datei. Wer während des Schreibens neu gefunden oder nicht mehr gefunden wird, kann fehlen oder enthalten sein. In CSV verhindert ein Apostroph vor = + - @, dass eine Tabellenkalkulation den Text als Formel ausführt; ein Import entfernt ihn.",
  "export.start": "Exportieren",
  "export.rows": "{count, plural, one {# Benutzer} other {# Benutzer}}",
  "export.stopped":
    "{count, plural, one {Angehalten nach # Benutzer. Es gibt noch keine Datei.} other {Angehalten nach # Benutzern. Es gibt noch keine Datei.}}",
  "export.finished":
    "{count, plural, one {Die Datei enthält # Benutzer.} other {Die Datei enthält # Benutzer.}}",
  "export.continue": "Fortsetzen",
  "export.discard": "Export verwerfen",
  "export.broken":
    "Die Datei konnte nicht geschrieben werden. Prüfen Sie den freien Platz auf Ihrem Datenträger und exportieren Sie erneut.",

  "import.open": "Importieren",
  "import.title": "Benutzer importieren",
  "import.intro": "Legt Benutzer aus einer CSV- oder NDJSON-Datei an und ändert sie.",
  "import.file": "Datei",
  "import.file.hint":
    "CSV mit einer Titelzeile oder NDJSON. Ein Export kann importiert werden. Nichts wird gesendet, bevor die ganze Datei geprüft ist. Bis 100.000 Zeilen; für mehr gibt es die Kommandozeile.",
  "import.unfinished": "Der Import von {file} ist nicht abgeschlossen",
  "import.unfinished.begun": "Begonnen",
  "import.unfinished.advice":
    "Wählen Sie dieselbe Datei, um fortzufahren oder die Fehler zu sehen.",
  "import.forget": "Diesen Import vergessen",
  "import.map": "Wählen Sie, wie die Datei gelesen wird und welches Feld jede Spalte ist.",
  "import.encoding": "Kodierung",
  "import.key": "Benutzer finden über",
  "import.key.hint":
    "Eine Zeile ändert den gefundenen Benutzer; gibt es ihn nicht, legt sie einen neuen an.",
  "import.columns": "Spalten der Datei",
  "import.column": "Spalte {column, number}",
  "import.ignored": "Nicht importieren",
  "import.property": "{name} ({type})",
  "import.nullValue": "Text, der ein Feld leert",
  "import.nullValue.hint": "Eine leere Zelle lässt das Feld, wie es ist.",
  "import.twice": "Zwei Spalten sind „{field}“. Lassen Sie eine davon weg.",
  "import.noKey": "Wählen Sie die Spalte „{field}“: Darüber werden Benutzer gefunden.",
  "import.check": "Datei prüfen",
  "import.checking":
    "{count, plural, =0 {Die Datei wird gelesen …} one {# Zeile geprüft} other {# Zeilen geprüft}}",
  "import.empty": "Die Datei hat keine Zeilen.",
  "import.invalid":
    "{count, plural, one {# Problem} other {# Probleme}} in {rows, plural, one {# Zeile} other {# Zeilen}}. Nichts wurde gesendet.",
  "import.problems": "Probleme der Datei",
  "import.badCsv":
    "Die Datei ist bei Zeile {line, number} kein gültiges CSV. Prüfen Sie Anführungszeichen und Trennzeichen.",
  "import.checked": "{count, plural, one {# Zeile ohne Probleme.} other {# Zeilen ohne Probleme.}}",
  "import.checked.advice":
    "Die Vorschau sucht den Benutzer zu jeder Zeile und zeigt, was sich ändern würde. Nichts wird geändert.",
  "import.planning": "Vorschau: {done, number} von {total, number}",
  "import.planned":
    "{create, number} anzulegen, {update, number} zu ändern, {unchanged, number} ohne Änderung, {conflict, plural, one {# Konflikt} other {# Konflikte}}.",
  "import.plan": "Was sich ändern würde",
  "import.show": "Anzeigen",
  "import.allRows": "Alle Zeilen",
  "import.action.create": "anlegen",
  "import.action.update": "ändern",
  "import.action.unchanged": "keine Änderung",
  "import.action.conflict": "Konflikt",
  "import.start": "{count, plural, one {# Zeile importieren} other {# Zeilen importieren}}",
  "import.stopped": "Angehalten: {done, number} von {total, number} Zeilen erledigt.",
  "import.finished": "{count, plural, one {# Zeile erledigt.} other {# Zeilen erledigt.}}",
  "import.continue":
    "{count, plural, one {Mit # Zeile fortfahren} other {Mit # Zeilen fortfahren}}",
  "import.retry":
    "{count, plural, one {# fehlgeschlagene Zeile erneut versuchen} other {# fehlgeschlagene Zeilen erneut versuchen}}",
  "import.created": "{count, plural, one {# angelegt} other {# angelegt}}",
  "import.updated": "{count, plural, one {# geändert} other {# geändert}}",
  "import.unchanged": "{count, plural, one {# unverändert} other {# unverändert}}",
  "import.failed": "{count, plural, one {# fehlgeschlagen} other {# fehlgeschlagen}}",
  "import.failedRows": "Fehlgeschlagene Zeilen",
  "import.saveFailed": "Fehlgeschlagene Zeilen speichern",
  "import.otherFile": "Andere Datei importieren",
  "import.changeMapping": "Spalten ändern",
  "import.locked": "Ein anderer Tab importiert diese Datei.",
  "import.private": "Benutzer über Namen oder Adresse zu finden, erfordert die Rolle USERS_ADMIN.",
  "import.insecure": "Ein Import braucht eine sichere Verbindung (HTTPS) zur Konsole.",
  "import.line": "Zeile {line, number}",
  "import.lineField": "Zeile {line, number} ({field})",
  "import.lineColumn": "Zeile {line, number}, Spalte {column, number} ({field})",
  "import.expected.text": "muss Text sein",
  "import.expected.number": "muss eine Zahl sein",
  "import.expected.boolean": "muss true oder false sein",
  "import.expected.date":
    "muss ein Datum wie 2026-02-01 oder 2026-02-01T12:00:00Z sein, oder Sekunden seit 1970",
  "import.expected.texts": "müssen Texte mit ; dazwischen oder eine JSON-Liste sein",
  "import.expected.json": "muss JSON sein",
  "import.problem.columns": "hat {found, number} Spalten statt {wanted, number}",
  "import.problem.object": "ist kein JSON-Objekt",
  "import.problem.twice": "ist doppelt angegeben",
  "import.problem.id": "muss die ID eines Benutzers sein",
  "import.problem.key": "fehlt: Zeilen werden über {field} gefunden",
  "import.problem.same": "ist wie in Zeile {line, number}",
  "import.cause.noUser":
    "Es gibt keinen Benutzer {id}, und die API vergibt die IDs neuer Benutzer.",
  "import.cause.notRegistrable": "Ein neuer Benutzer ist nötig, aber: {fields}",
  "import.cause.taken": "{field} gehört Benutzer {id}.",
  "import.cause.exists": "Der Benutzername oder die E-Mail-Adresse gehört einem anderen Benutzer.",
};
