/** Was die Diagnose über eine Organisation sagt, auf Deutsch; ein Teil von `de`. */
export const checksDe = {
  'verdict.closed': 'Buchungen kommen nicht in Salesforce an: {what}',
  'verdict.waits': 'Buchungen warten: {what}',
  'verdict.some': 'Einige Buchungen kommen nicht in Salesforce an: {what}',
  'verdict.warning': 'Buchungen kommen in Salesforce an, aber etwas sollten Sie ansehen: {what}',
  'verdict.unknown': 'Ob Buchungen in Salesforce ankommen, ist nicht bekannt: {what}',
  'verdict.ok': 'Buchungen kommen in Salesforce an',
  'verdict.waiting':
    '{count, plural, one {# Buchung wartet und wird zugestellt} other {# Buchungen warten und werden zugestellt}}',
  'verdict.held':
    '{count, plural, one {# Buchung ist angehalten; wählen Sie „Erneut versuchen“, wenn es behoben ist} other {# Buchungen sind angehalten; wählen Sie „Erneut versuchen“, wenn es behoben ist}}',

  'check.backend.reachable': 'Ist das Backend von Inlet aus der Organisation erreichbar?',
  'check.backend.reachable.how':
    'Wer diese Antwort liest, hat es erreicht. Ist es nicht erreichbar, sagt es der Tab selbst.',
  'check.connection': 'Ist die Verbindung zu Salesforce gut?',
  'check.connection.how': 'Daran, wie die letzten Aufrufe und Anmeldungen ausgingen, und an einem Aufruf beim Prüfen.',
  'check.apiUser.active': 'Ist der API-Benutzer aktiv und nicht gesperrt?',
  'check.apiUser.active.how':
    'Wer inaktiv oder gesperrt ist, kann sich nicht anmelden. Wann und durch wen, fragt der Tab die Organisation selbst.',
  'check.apiUser.licence': 'Hat der API-Benutzer eine Lizenz, die Leads, Kontakte und Ereignisse öffnet?',
  'check.apiUser.licence.how': 'Als API-Benutzer in Salesforce erfragt, und vom Tab als Sie.',
  'check.apiUser.profile': 'Welches Profil hat der API-Benutzer, und lässt es ihn herein?',
  'check.apiUser.profile.how':
    'Als API-Benutzer in Salesforce erfragt; Anmeldezeiten und IP-Bereiche zeigen sich, wenn eine Anmeldung abgelehnt wird.',
  'check.apiUser.apiEnabled': 'Hat der API-Benutzer „API aktiviert“?',
  'check.apiUser.apiEnabled.how': 'Wem es fehlt, dem wird jeder Aufruf verweigert.',
  'check.apiUser.permissionSet': 'Hat der API-Benutzer den Berechtigungssatz Inlet API User oder das, was er gewährt?',
  'check.apiUser.permissionSet.how':
    'Seine eigenen Zuweisungen, wofür er „Setup und Konfiguration anzeigen“ braucht (Berechtigungssatz Inlet API User Diagnostics); und was Salesforce ihn sehen lässt.',
  'check.apiUser.access': 'Darf der API-Benutzer, was die Einstellungen brauchen?',
  'check.apiUser.access.how':
    'Was Ihre Einstellungen schreiben, wird Objekt für Objekt mit dem verglichen, was Salesforce den API-Benutzer schreiben lässt.',
  'check.apiUser.events': 'Darf der API-Benutzer die Ereignisse anderer ändern?',
  'check.apiUser.events.how':
    'An der Freigabe der Aktivitäten und seinen Berechtigungen; braucht „Setup und Konfiguration anzeigen“.',
  'check.package.version': 'Ist das Paket Inlet installiert und neu genug?',
  'check.package.version.how': 'An den Feldern des Pakets; seine Version sagt der Tab, der ein Teil davon ist.',
  'check.usage.daily': 'Hat die Organisation noch API-Anforderungen übrig?',
  'check.usage.daily.how':
    'Salesforce nennt mit jeder Antwort seine Zählung der letzten 24 Stunden; der Tab liest sie ohne Aufruf.',
  'check.usage.concurrent': 'Laufen zu viele lange Anforderungen gleichzeitig?',
  'check.usage.concurrent.how': 'Salesforce sagt es nur, indem es einen Aufruf ablehnt.',
  'check.storage': 'Hat die Organisation noch Datenspeicher übrig?',
  'check.storage.how': 'Der Tab liest es ohne Aufruf; sonst sagt Salesforce es nur, indem es einen Datensatz ablehnt.',
  'check.backlog': 'Warten Buchungen länger, als sie sollten?',
  'check.backlog.how': 'In der Warteschlange von Inlet gezählt.',
  'check.platform.maintenance': 'Wird Salesforce gerade gewartet?',
  'check.platform.maintenance.how':
    'Keine API einer Organisation sagt es: Es zeigt sich an den Fehlern der Aufrufe. Geplantes steht auf status.salesforce.com.',
  'check.platform.apiVersion': 'Bietet Salesforce die API-Version noch an, die Inlet verwendet?',
  'check.platform.apiVersion.how': 'Eine abgekündigte Version wird abgelehnt.',
  'check.fields.required': 'Bekommt jedes Pflichtfeld einen Wert?',
  'check.fields.required.how':
    'Die Pflichtfelder jedes Objekts werden gegen die Zuordnung jeder Buchungsseite gehalten.',
  'check.fields.unsupported': 'Gibt es Pflichtfelder, die keinen Wert aus einer Buchung annehmen?',
  'check.fields.unsupported.how': 'Am Typ jedes Pflichtfelds ohne Standardwert.',
  'check.fields.access': 'Sind Felder vor dem API-Benutzer verborgen oder schreibgeschützt?',
  'check.fields.access.how':
    'Die Felder, die Ihre Einstellungen füllen, werden gegen das gehalten, was Salesforce den API-Benutzer schreiben lässt.',
  'check.fields.picklist': 'Gibt es die verwendeten Auswahllistenwerte noch?',
  'check.fields.picklist.how':
    'Werte der Einstellungen und der letzten 500 Buchungen werden gegen die Auswahllisten der Organisation gehalten.',
  'check.fields.length': 'Passen die Werte der Buchungen in ihre Felder?',
  'check.fields.length.how': 'Die Werte der letzten 500 Buchungen werden gegen die Länge ihrer Felder gehalten.',
  'check.rules.validation': 'Lehnen Validierungsregeln Buchungen ab?',
  'check.rules.validation.how':
    'An den Fehlern angehaltener Buchungen; die Regeln selbst werden als API-Benutzer gelesen, der dafür „Setup und Konfiguration anzeigen“ braucht.',
  'check.rules.duplicate': 'Lehnen Duplikatregeln Buchungen ab?',
  'check.rules.duplicate.how':
    'An den Fehlern angehaltener Buchungen; die Regeln selbst werden als API-Benutzer gelesen, der dafür „Setup und Konfiguration anzeigen“ braucht.',
  'check.automation': 'Schlagen Flows oder Auslöser der Organisation fehl?',
  'check.automation.how':
    'An den Fehlern angehaltener Buchungen; welche Flows und Auslöser es gibt, wird als API-Benutzer gelesen, der dafür „Setup und Konfiguration anzeigen“ braucht.',
  'check.recordTypes': 'Gibt es die Datensatztypen, Warteschlangen und Kampagnen der Regeln noch?',
  'check.recordTypes.how': 'Was die Anlageregeln nennen, wird als API-Benutzer nachgeschlagen.',
  'check.users': 'Kennt Salesforce die Inhaber der Buchungen, und sind sie aktiv?',
  'check.users.how': 'Die Inhaber der Buchungen aus 90 Tagen werden über ihre E-Mail-Adressen nachgeschlagen.',
  'check.otherCalendars': 'Schreibt ein anderes Produkt dieselben Termine?',
  'check.otherCalendars.how':
    'Ob neben den Ereignissen der letzten 20 Buchungen fremde stehen: im selben Kalender, zur selben Zeit.',
  'check.pages.failing': 'Gibt es Seiten, bei denen jede Buchung fehlschlägt?',
  'check.pages.failing.how': 'Über die Buchungen aus 30 Tagen gezählt.',

  'permission.read': 'lesen',
  'permission.create': 'anlegen',
  'permission.edit': 'bearbeiten',
  'permission.delete': 'löschen',

  'means.nothingArrives':
    'Keine Buchung kommt in Salesforce an. Nichts geht verloren: alle warten und werden zugestellt, wenn dies behoben ist.',
  'means.waits': 'Buchungen warten, bis es vorbei ist, und werden dann von selbst zugestellt.',
  'means.waitsUntil': 'Buchungen warten und werden wieder versucht: {until, date, moment}.',
  'means.someHeld':
    'Die Buchungen, die dies betrifft, sind angehalten. Nichts geht verloren: sie werden zugestellt, wenn es behoben ist.',
  'means.stillHeld': 'Die Buchungen, die es betraf, sind noch angehalten.',
  'means.valuesLost': 'Buchungen werden zugestellt, aber ohne diese Werte.',
  'means.standIns': 'Buchungen werden mit einem Ersatzwert zugestellt, wo sie keinen eigenen haben.',
  'means.events': 'Ein Ereignis, das jemand anderem gehört, kann seiner Buchung nicht folgen, wenn diese sich ändert.',
  'means.users': 'Was aus ihren Buchungen wird, gehört dem Standardinhaber oder dem API-Benutzer.',
  'means.otherEvents': 'Derselbe Termin steht womöglich zweimal in einem Kalender.',
  'means.usage.near': 'Sind die API-Anforderungen der Organisation aufgebraucht, warten Buchungen.',
  'means.usage.reserved':
    'Ab {percent, number} % warten Buchungen, damit die anderen Anwendungen der Organisation weiterlaufen.',
  'means.storage.near': 'Ist der Speicher aufgebraucht, lässt sich kein Datensatz anlegen.',
  'means.package.old': 'Teile von Inlet in Salesforce funktionieren womöglich nicht.',
  'means.backlog.closed': 'Sie werden zugestellt, wenn Salesforce wieder erreichbar ist.',
  'means.backlog.old': 'Sie hätten in Sekunden zugestellt sein sollen.',

  'unknown.notAsked': 'Das wurde noch nicht geprüft: Wählen Sie „Jetzt prüfen“',
  'unknown.connection': 'Das lässt sich nicht prüfen, solange Salesforce nicht erreichbar ist. {why}',
  'unknown.limit': 'Das lässt sich jetzt nicht prüfen: {why}',
  'unknown.budget':
    'Das wird jetzt nicht geprüft, um API-Anforderungen für Buchungen zu lassen, bis {until, date, moment}. {why}',
  'unknown.passing': 'Salesforce konnte nicht antworten. {why}',
  'unknown.permission': 'Der API-Benutzer darf das nicht sehen: {why}',
  'unknown.rules':
    'Der API-Benutzer darf die Regeln der Organisation nicht sehen: Weisen Sie ihm den Berechtigungssatz Inlet API User Diagnostics zu',
  'unknown.stripped': 'Das lässt sich nicht sagen, solange dem API-Benutzer der Berechtigungssatz Inlet API User fehlt',
  'unknown.packageAbsent': 'Der Berechtigungssatz kommt mit dem Paket, und das ist nicht da',
  'unknown.usage': 'In den letzten 24 Stunden wurde kein Aufruf beantwortet; die Zählung ist nicht bekannt',
  'unknown.storage':
    'Kein Datensatz wurde aus Mangel an Speicher abgelehnt; wie viel übrig ist, liest der Tab in der Organisation selbst',
  'unknown.apiEnabledGone':
    'Die Organisation sagt, dass dem API-Benutzer „API aktiviert“ fehlt; der nächste Aufruf wird es zeigen',

  'found.other': 'Etwas passt nicht zur Organisation',
  'found.backend': 'Das Backend antwortet (Version {version})',
  'found.connection.broken': '{why} So ist es seit {since, date, moment}',
  'found.connection.ok': 'Inlet arbeitet in Salesforce als {name}, verbunden seit {since, date, day}',
  'found.connection.okSimply': 'Salesforce ist verbunden',
  'found.apiUser.active': 'Der API-Benutzer {name} ist aktiv: Salesforce lässt ihn herein',
  'found.apiUser.active.seen': 'Der API-Benutzer ist aktiv, wie die Organisation selbst sagt',
  'found.apiUser.inactive': 'Der API-Benutzer ist deaktiviert oder gesperrt, bemerkt am {since, date, day}',
  'found.apiUser.isInactive': 'Der API-Benutzer ist deaktiviert',
  'found.apiUser.deactivated': 'Der API-Benutzer wurde am {at, date, day} deaktiviert',
  'found.apiUser.deactivatedBy': 'Der API-Benutzer wurde am {at, date, day} von {by} deaktiviert',
  'found.apiUser.frozen': 'Der API-Benutzer ist gesperrt',
  'found.apiUser.inactive.fix': 'Aktivieren Sie ihn wieder und wählen Sie dann „Neu verbinden“',
  'found.apiUser.frozen.fix': 'Heben Sie die Sperre auf und wählen Sie dann „Neu verbinden“',
  'found.licence': 'Die Lizenz ist {name}',
  'found.licence.powerless': 'Die Lizenz des API-Benutzers, {name}, öffnet weder Leads noch Ereignisse',
  'found.licence.fix':
    'Geben Sie dem API-Benutzer eine Lizenz wie Salesforce Integration oder Salesforce und wählen Sie dann „Neu verbinden“',
  'found.profile': 'Das Profil ist {name}',
  'found.apiEnabled': 'Salesforce beantwortet die Aufrufe des API-Benutzers',
  'found.apiEnabled.seen': 'Der API-Benutzer hat es, wie die Organisation selbst sagt',
  'found.apiEnabled.missing':
    'Der API-Benutzer darf die API nicht benutzen: ihm fehlt „API aktiviert“, bemerkt am {since, date, day}',
  'found.apiEnabled.fix':
    'Weisen Sie ihm den Berechtigungssatz Inlet API User zu oder schalten Sie „API aktiviert“ in seinem Profil ein und wählen Sie dann „Neu verbinden“',
  'found.permissionSet': 'Der API-Benutzer hat ihn',
  'found.permissionSet.enough':
    'Welche Berechtigungssätze er hat, darf er nicht sehen; er darf alles, was die Einstellungen brauchen',
  'found.permissionSet.replaced': 'Er ist nicht zugewiesen, und andere Berechtigungen gewähren alles, was er gewährte',
  'found.permissionSet.missing':
    'Der API-Benutzer hat den Berechtigungssatz Inlet API User nicht, und ihm {count, plural, one {fehlt # Berechtigung} other {fehlen # Berechtigungen}}',
  'found.permissionSet.fix':
    'Weisen Sie ihn zu: hier unter Setup › Installation oder unter Berechtigungssätze im Setup von Salesforce',
  'found.access': 'Er darf alles, was die Einstellungen brauchen',
  'found.access.missing':
    'Dem API-Benutzer {count, plural, one {fehlt # Berechtigung} other {fehlen # Berechtigungen}} auf {names}, obwohl er den Berechtigungssatz hat',
  'found.access.lacks': 'Der API-Benutzer darf {object} nicht {permission}',
  'found.access.fix': 'Gewähren Sie ihm das Genannte durch einen Berechtigungssatz und prüfen Sie dann erneut',
  'found.events.held':
    '{count, plural, one {# Buchung ist angehalten, weil ihr Ereignis jemand anderem gehört} other {# Buchungen sind angehalten, weil ihre Ereignisse jemand anderem gehören}} und Aktivitäten privat sind',
  'found.events.fix':
    'Geben Sie dem API-Benutzer eine Rolle über den Buchungsinhabern oder „Alle Daten modifizieren“: Setup › Freigabeeinstellungen und Rollen',
  'found.package': 'Es ist installiert; seine Version steht im Tab',
  'found.package.version': 'Version {version} ist installiert',
  'found.package.hidden': 'Es ist installiert; der API-Benutzer sieht seine Felder nicht',
  'found.package.absent':
    'Das Paket Inlet ist nicht mehr in der Organisation, oder der API-Benutzer hat alles verloren, was es gewährt',
  'found.package.fix':
    'Installieren Sie das Paket, weisen Sie dem API-Benutzer den Berechtigungssatz Inlet API User zu und wählen Sie dann „Neu verbinden“. Ist es installiert, weisen Sie den Berechtigungssatz zu',
  'found.package.old': 'Version {version} des Pakets ist älter, als das Backend ({backend}) braucht',
  'found.package.update': 'Installieren Sie die neueste Version des Pakets',
  'found.usage':
    '{used, number} von {allowed, number} API-Anforderungen wurden in den letzten 24 Stunden verbraucht ({percent, number} %), {own, number} davon von Inlet',
  'found.usage.exceeded':
    'Die Organisation hat ihre API-Anforderungen der letzten 24 Stunden aufgebraucht: {used, number} von {allowed, number}',
  'found.usage.fix':
    'Sehen Sie unter Setup › Systemübersicht und unten im API-Verbrauch, welche Anwendung sie verbraucht; drosseln Sie diese, oder kaufen Sie Anforderungen',
  'found.concurrent': 'Kein Aufruf wurde deswegen abgelehnt',
  'found.storage': '{used, number} von {max, number} MB sind belegt ({percent, number} %)',
  'found.backlog.none': 'Keine Buchung wartet',
  'found.backlog':
    '{count, plural, one {# Buchung wartet} other {# Buchungen warten}}, die älteste seit {since, date, moment}',
  'found.backlog.closed.fix': 'Reparieren Sie die Verbindung; mehr brauchen sie nicht',
  'found.backlog.fix': 'Fragen Sie den Betreiber des Backends, ob es überlastet oder seine Datenbank langsam ist',
  'found.maintenance': 'In letzter Zeit schlug kein Aufruf fehl wie bei einer Wartung',
  'found.maintenance.failures':
    'Die letzten {count, number} Aufrufe in Folge schlugen fehl, wie bei einer Wartung oder Störung. {why}',
  'found.apiVersion': 'Salesforce beantwortet sie',
  'found.held':
    '{count, plural, one {# Buchung ist} other {# Buchungen sind}} angehalten für etwas, das inzwischen behoben ist',
  'found.repaired.fix': 'In Salesforce ist es behoben: Wählen Sie bei den angehaltenen Buchungen „Erneut versuchen“',
  'found.fields.required':
    '{count, plural, one {Ein Pflichtfeld bekommt} other {# Pflichtfelder bekommen}} keinen Wert: {names}',
  'found.fields.required.none': 'Jedes Pflichtfeld bekommt einen Wert',
  'found.fields.required.risk':
    '{count, plural, one {Ein Pflichtfeld bekommt} other {# Pflichtfelder bekommen}} einen Ersatzwert oder hängen an einer Antwort: {names}',
  'found.fields.required.fix': 'Ordnen Sie jedem unter Setup › Feldprüfung ein Buchungsfeld oder einen festen Wert zu',
  'found.fields.unsupported':
    '{count, plural, one {Ein Pflichtfeld nimmt} other {# Pflichtfelder nehmen}} keinen Wert aus einer Buchung an: {names}',
  'found.fields.unsupported.none': 'Es gibt keine',
  'found.fields.unsupported.risk':
    '{count, plural, one {Ein Pflichtfeld nimmt} other {# Pflichtfelder nehmen}} nur einen festen Datensatz an: {names}',
  'found.fields.unsupported.fix':
    'Machen Sie es in Salesforce optional, geben Sie ihm einen Standardwert, oder verlangen Sie es stattdessen im Seitenlayout',
  'found.required.mapped.fix':
    'Ordnen Sie eine zweite Quelle zu, oder geben Sie dem Feld in Salesforce einen Standardwert',
  'found.fieldAccess':
    'Der API-Benutzer darf {count, plural, one {ein Feld} other {# Felder}} nicht schreiben, die die Einstellungen füllen: {names}',
  'found.fieldAccess.none': 'Er darf jedes Feld schreiben, das die Einstellungen füllen',
  'found.fieldAccess.gone':
    'Das Feld {field} von {object} gibt es nicht mehr, oder es ist vor dem API-Benutzer verborgen',
  'found.fieldAccess.fix':
    'Gewähren Sie dem API-Benutzer {object}.{field} in einem eigenen Berechtigungssatz, oder ändern Sie die Zuordnung',
  'found.fieldAccess.all.fix':
    'Gewähren Sie dem API-Benutzer die Felder in einem eigenen Berechtigungssatz, oder ändern Sie die Zuordnung',
  'found.picklist':
    'Verwendete Werte fehlen in der Auswahlliste {count, plural, one {eines Feldes} other {von # Feldern}}: {names}',
  'found.picklist.none': 'Alle verwendeten Werte stehen in ihren Auswahllisten',
  'found.picklist.risk':
    '{count, number} der letzten Buchungen sagen „{value}“, was {field} von {object} nicht aufführt',
  'found.picklist.fix': 'Fügen Sie den Wert in Salesforce der Auswahlliste hinzu, oder ändern Sie die Zuordnung',
  'found.length': 'Werte sind zu lang für {count, plural, one {ein Feld} other {# Felder}}: {names}',
  'found.length.none': 'Alle Werte der letzten Buchungen passen',
  'found.length.risk':
    '{count, number} der letzten Buchungen haben bis zu {longest, number} Zeichen für {field} von {object}, das {limit, number} fasst',
  'found.length.fix': 'Verlängern Sie das Feld in Salesforce, oder ordnen Sie einen kürzeren Wert zu',
  'found.rules.validation':
    '{count, plural, one {Eine Validierungsregel hat # Buchung} other {Validierungsregeln haben # Buchungen}} abgelehnt: {names}',
  'found.rules.validation.none':
    '{count, plural, one {# Validierungsregel ist} other {# Validierungsregeln sind}} aktiv, und keine hält eine Buchung an',
  'found.rules.duplicate':
    '{count, plural, one {Eine Duplikatregel hat # Buchung} other {Duplikatregeln haben # Buchungen}} abgelehnt: {names}',
  'found.rules.duplicate.none':
    '{count, plural, one {# Duplikatregel ist} other {# Duplikatregeln sind}} aktiv, und keine hält eine Buchung an',
  'found.rules.automation':
    '{count, plural, one {Ein Flow oder Auslöser ist bei # Buchung} other {Flows oder Auslöser sind bei # Buchungen}} fehlgeschlagen: {names}',
  'found.rules.automation.none':
    '{count, plural, one {# Flow oder Auslöser läuft} other {# Flows und Auslöser laufen}} beim Speichern von Datensätzen, und keiner hält eine Buchung an',
  'found.rule.says': 'Ihr Fehlertext ist „{said}“',
  'found.rule.duplicate': 'Sie ist aktiv auf {object}',
  'found.runsOn': 'Läuft, wenn {object} gespeichert wird',
  'found.recordTypes': 'Alles, was die Regeln nennen, ist da',
  'found.recordTypes.fix':
    'Wählen Sie unter Setup › Anlageregeln etwas anderes, oder stellen Sie es in Salesforce wieder her und weisen Sie es dem API-Benutzer zu',
  'found.users': 'Alle {count, number} Inhaber von Buchungen sind bekannt und aktiv',
  'found.users.problem':
    '{count, plural, one {Ein Inhaber von Buchungen fehlt} other {# Inhaber von Buchungen fehlen}} in Salesforce oder sind inaktiv: {names}',
  'found.users.held':
    '{count, plural, one {# Buchung ist} other {# Buchungen sind}} angehalten, weil der Inhaber ein inaktiver Benutzer ist',
  'found.otherEvents':
    '{doubled, number} der letzten {looked, number} Ereignisse stehen zweimal da: Ein anderes Produkt schreibt sie auch',
  'found.otherEvents.none':
    'Neben den letzten {count, number} Ereignissen sieht der API-Benutzer keines eines anderen Produkts',
  'found.otherEvents.by': '{count, number} wurden von {by} angelegt',
  'found.otherEvents.fix':
    'Lassen Sie eines von beiden die Ereignisse schreiben: Schalten Sie den Kalenderabgleich des anderen Produkts aus, oder die Ereignisse unter Setup › Anlageregeln',
  'found.pages':
    '{count, plural, one {Jede Buchung der Seite {names} schlägt fehl} other {Jede Buchung von # Seiten schlägt fehl: {names}}}',
  'found.pages.none': 'Es gibt keine',
  'found.pages.item': '{count, number} Buchungen sind angehalten, und keine wurde zugestellt',
  'found.pages.single':
    '{count, plural, one {# Buchung ist} other {# Buchungen sind}} angehalten für etwas, das nur einzelne Datensätze betrifft',
  'found.pages.fix': 'Öffnen Sie die Buchungen der Seite und sehen Sie, wofür jede angehalten ist',
  'found.dryRun': 'Eine Testbuchung ({at, date, moment}) hat ergeben: {what}',
};
