const english = {
  notice: 'Sandbox org — not Salesforce',
  org: 'Sandbox org',
  skip: 'Skip to content',
  navigation: 'App',
  console: 'Org console',
  user: 'User',
  language: 'Language',
  close: 'Close',
  info: 'Information:',
  success: 'Success:',
  warning: 'Warning:',
  error: 'Something went wrong',
  details: 'Details',
  noRecords: 'There are no records that you may see.',
  noTab: 'The app has no tab {0}, or it is not installed.',
  noComponent: 'The component {0} is not deployed to this org.',
  building: 'The components are being compiled. This page appears by itself; it takes about 20 seconds.',
  buildFailed: 'The components do not compile',
  notInstalled: 'The Inlet package is not installed in this org.',
  install: 'Install it in the Org console, or deploy it with the Salesforce CLI.',
  noAppTitle: 'You don’t have access to this app',
  noApp:
    'None of your permission sets makes the app {0} visible. An administrator assigns one that does, in Setup or in the Org console.',
  noTabTitle: 'You don’t have access to this page',
  noTabAccess:
    'None of your permission sets makes the tab {0} visible. An administrator assigns one that does, in Setup or in the Org console.',
  grantedBy: 'It is in: {0}.',
  noScript: 'This page needs JavaScript.',
  Lead: 'Leads',
  Contact: 'Contacts',
  Event: 'Events',
};

export type ShellTexts = typeof english;

const german: ShellTexts = {
  notice: 'Sandbox-Org – nicht Salesforce',
  org: 'Sandbox-Org',
  skip: 'Zum Inhalt springen',
  navigation: 'App',
  console: 'Org-Konsole',
  user: 'Benutzer',
  language: 'Sprache',
  close: 'Schließen',
  info: 'Hinweis:',
  success: 'Erfolg:',
  warning: 'Warnung:',
  error: 'Etwas ist schiefgegangen',
  details: 'Details',
  noRecords: 'Es gibt keine Datensätze, die Sie sehen dürfen.',
  noTab: 'Die App hat keine Registerkarte {0}, oder sie ist nicht installiert.',
  noComponent: 'Die Komponente {0} ist in dieser Org nicht bereitgestellt.',
  building: 'Die Komponenten werden übersetzt. Diese Seite erscheint von selbst; es dauert etwa 20 Sekunden.',
  buildFailed: 'Die Komponenten lassen sich nicht übersetzen',
  notInstalled: 'Das Paket Inlet ist in dieser Org nicht installiert.',
  install: 'Installieren Sie es in der Org-Konsole, oder stellen Sie es mit der Salesforce CLI bereit.',
  noAppTitle: 'Sie haben keinen Zugriff auf diese App',
  noApp:
    'Keiner Ihrer Berechtigungssätze macht die App {0} sichtbar. Ein Administrator weist einen zu, der es tut, im Setup oder in der Org-Konsole.',
  noTabTitle: 'Sie haben keinen Zugriff auf diese Seite',
  noTabAccess:
    'Keiner Ihrer Berechtigungssätze macht die Registerkarte {0} sichtbar. Ein Administrator weist einen zu, der es tut, im Setup oder in der Org-Konsole.',
  grantedBy: 'Enthalten in: {0}.',
  noScript: 'Diese Seite braucht JavaScript.',
  Lead: 'Leads',
  Contact: 'Kontakte',
  Event: 'Ereignisse',
};

/** The shell's own words. They are the sandbox's, not the package's: no custom labels. */
export function shellTexts(language: string): ShellTexts {
  return language.startsWith('de') ? german : english;
}

/** What Salesforce calls its objects in the user's language; fields stay English here. */
export function objectLabels(language: string): Record<string, { label: string; labelPlural: string }> {
  return language.startsWith('de') ? germanObjects : {};
}

const germanObjects = {
  Lead: { label: 'Lead', labelPlural: 'Leads' },
  Contact: { label: 'Kontakt', labelPlural: 'Kontakte' },
  Case: { label: 'Kundenvorgang', labelPlural: 'Kundenvorgänge' },
  Event: { label: 'Ereignis', labelPlural: 'Ereignisse' },
};

/**
 * Words of Salesforce's own components, by `<Category>.<name>`. Their package brings English; on the platform they come in
 * the user's language, and so do here those that the tabs show.
 */
export function baseComponentLabels(language: string): Record<string, string> {
  return language.startsWith('de') ? germanBaseComponents : {};
}

const germanBaseComponents: Record<string, string> = {
  'LightningButtonMenu.loading': 'Menü wird geladen',
  'LightningButtonMenu.showMenu': 'Menü anzeigen',
  'LightningCombobox.loadingText': 'Wird geladen',
  'LightningCombobox.placeholder': 'Option auswählen',
  'LightningControl.clear': 'Löschen',
  'LightningControl.loading': 'Wird geladen',
  'LightningControl.required': 'Erforderlich',
  'LightningDatatable.chooseARow': 'Zeile auswählen',
  'LightningDatatable.clipText': 'Text abschneiden',
  'LightningDatatable.columnWidth': '{0} Spaltenbreite',
  'LightningDatatable.loading': 'Wird geladen',
  'LightningDatatable.rowActionsDefaultAriaLabel': 'Aktionen',
  'LightningDatatable.rowNumber': 'Zeilennummer',
  'LightningDatatable.selectAll': 'Alle auswählen',
  'LightningDatatable.selectItem': 'Element {0} auswählen',
  'LightningDatatable.showActions': 'Spaltenaktionen für {0} anzeigen',
  'LightningDatatable.sort': 'Sortieren nach:',
  'LightningDatatable.sortAsc': 'Aufsteigend sortiert',
  'LightningDatatable.sortDesc': 'Absteigend sortiert',
  'LightningDatatable.sortNone': 'Keine',
  'LightningDatatable.wrapText': 'Text umbrechen',
  'LightningDateTimePicker.nextMonth': 'Nächster Monat',
  'LightningDateTimePicker.previousMonth': 'Voriger Monat',
  'LightningDateTimePicker.selectDate': 'Datum auswählen',
  'LightningDateTimePicker.selectDateFor': 'Datum auswählen für {0}',
  'LightningDateTimePicker.today': 'Heute',
  'LightningDateTimePicker.yearSelector': 'Jahr auswählen',
  'LightningErrorMessage.validityTooLong': 'Ihre Eingabe ist zu lang.',
  'LightningErrorMessage.validityTypeMismatch': 'Sie haben ein ungültiges Format eingegeben.',
  'LightningErrorMessage.validityValueMissing': 'Füllen Sie dieses Feld aus.',
  'LightningModalBase.cancelandclose': 'Abbrechen und schließen',
  'LightningModalBase.waitstate': 'Bitte warten',
  'LightningPrimitiveCellActions.loadingActions': 'Aktionen werden geladen',
  'LightningPrimitiveCellActions.showActions': 'Aktionen anzeigen',
};
