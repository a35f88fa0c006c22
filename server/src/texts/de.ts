import { checksDe } from './checks.de.ts';
import { diagnosisDe } from './diagnosis.de.ts';
import { budgetDe } from './budget.de.ts';
import { settingsDe } from './settings.de.ts';
import type { TextKey } from './text.ts';

/** What Inlet says to people, in German. */
export const de: Record<TextKey, string> = {
  ...settingsDe,
  ...diagnosisDe,
  ...checksDe,
  ...budgetDe,
  'again.halted': 'Salesforce ist nicht dazu gekommen: andere Datensätze des Aufrufs sind fehlgeschlagen.',
  'again.shared': 'Sie teilte einen Aufruf mit einer Buchung desselben Kunden, die fehlgeschlagen ist.',

  'waiting.orgPaused': 'Die Buchung wartet und wird von selbst übertragen.',
  'waiting.incomplete': 'Die Buchung ist noch nicht vollständig.',
  'waiting.incomplete.fix':
    'Nichts zu tun, solange das Buchungsprodukt den Rest sendet; andernfalls senden Sie die Buchung noch einmal vollständig.',
  'waiting.missing': 'In den bisherigen Nachrichten fehlt: {parts}. Die Buchung wartet auf eine, die es nennt.',
  'waiting.part.start': 'der Beginn',
  'waiting.part.end': 'das Ende',
  'waiting.part.person': 'E-Mail-Adresse oder Telefonnummer des Kunden',
  'waiting.nothing': 'Zu dieser Buchung ist keine Nachricht eingegangen.',
  'waiting.newBooking':
    'Von einer Verschiebung ist nur die abgesagte Hälfte ({half}) eingegangen; sie wartet auf die neue Buchung{hasSuccessor, select, yes { {successor}} other {}}.',

  'match.broughtId': 'die Buchung hat seine ID mitgebracht',
  'match.broughtConvertedId': 'der Lead, dessen ID die Buchung mitgebracht hat, wurde darin konvertiert',
  'match.email': 'er hat die E-Mail-Adresse des Kunden',
  'match.earlierEmail': 'eine frühere Buchung dieser E-Mail-Adresse hat ihn angelegt',
  'match.convertedEmail': 'ein Lead mit der E-Mail-Adresse des Kunden wurde darin konvertiert',
  'match.noEmail': 'kein Kontakt und kein offener Lead hat die E-Mail-Adresse des Kunden',
  'match.phone': 'er hat die Telefonnummer des Kunden',
  'match.earlierPhone': 'eine frühere Buchung dieser Telefonnummer hat ihn angelegt',
  'match.convertedPhone': 'ein Lead mit der Telefonnummer des Kunden wurde darin konvertiert',
  'match.noPhone': 'kein Kontakt und kein offener Lead hat die Telefonnummer des Kunden',
  'match.idNotFound': 'der Datensatz, den die Buchung genannt hat, wurde nicht gefunden',
  'match.nobodyLookedUp': 'es wurde niemand gesucht',
  'match.firstOf': '{why}; von {count, number} passenden wurde er zuerst angelegt',

  'plan.noLead': 'Nach den Regeln dieser Seite wurde kein Lead vorgesehen: {why}.',
  'plan.sameRecord': 'Sie gehört zum selben Datensatz ({object}) wie eine andere Buchung desselben Kunden.',
  'plan.chosen': '{object} {id} wurde gewählt: {why}.',
  'plan.known.overwrite': '{why}; was die Buchung neu sagt, wird geschrieben',
  'plan.known.fillEmpty': '{why}; nur leere Felder werden gefüllt',
  'plan.notKnown': 'der Kunde ist nicht bekannt',
  'plan.noEvent': 'Es wurde kein Ereignis angelegt: die Buchung wurde abgesagt, bevor sie nach Salesforce kam.',
  'plan.oneEvent': 'jede Buchung hat ein Ereignis; diese ist {status}',
  'plan.eventChanged': 'die Buchung ist {status}',
  'plan.eventDeleted': 'die Buchung ist {status}; abgesagte Ereignisse werden gelöscht',
  'plan.case': 'die Buchungsseite verlangt einen Kundenvorgang (Case)',
  'plan.notWritable': '{field} von {object} wurde ausgelassen: der API-Benutzer darf es nicht schreiben.',
  'plan.ownerUnknown.create':
    'Die Buchung nennt die E-Mail-Adresse von {owner} nicht; dem API-Benutzer gehört also, was angelegt wird.',
  'plan.ownerUnknown.update':
    'Die Buchung nennt die E-Mail-Adresse von {owner} nicht; das Ereignis behält also seinen Inhaber.',
  'plan.itsOwner': 'ihrem Inhaber',
  'plan.noSuchUser.create':
    'Kein aktiver Salesforce-Benutzer hat die E-Mail-Adresse {email}; dem API-Benutzer gehört also, was angelegt wird.',
  'plan.noSuchUser.update':
    'Kein aktiver Salesforce-Benutzer hat die E-Mail-Adresse {email}; das Ereignis behält also seinen Inhaber.',
  'plan.inactiveUser.create':
    'Der Salesforce-Benutzer von {email} ist inaktiv; dem API-Benutzer gehört also, was angelegt wird. Aktivieren Sie ihn wieder, oder wählen Sie unter Einrichtung › Benutzer einen anderen oder einen Standardinhaber.',
  'plan.inactiveUser.update':
    'Der Salesforce-Benutzer von {email} ist inaktiv; das Ereignis behält also seinen Inhaber. Aktivieren Sie ihn wieder, oder wählen Sie unter Einrichtung › Benutzer einen anderen.',
  'plan.defaultOwner.noOwner': 'Die Buchung nennt keinen Inhaber; der Standardinhaber bekommt also, was angelegt wird.',
  'plan.defaultOwner.noEmail':
    'Die Buchung nennt die E-Mail-Adresse von {owner} nicht; der Standardinhaber bekommt also, was angelegt wird.',
  'plan.defaultOwner.unknown':
    'Kein Salesforce-Benutzer hat die E-Mail-Adresse {owner}; der Standardinhaber bekommt also, was angelegt wird.',
  'plan.defaultOwner.inactive':
    'Der Salesforce-Benutzer von {owner} ist inaktiv; der Standardinhaber bekommt also, was angelegt wird.',
  'plan.onObject': '{object}: {note}',
  'value.cut': '{field} wurde auf {length, number} Zeichen gekürzt.',
  'value.leftOut': '{field} blieb leer: „{value}“ {why}. Es steht in der Beschreibung des Ereignisses.',
  'value.notAnId': 'ist keine Datensatz-ID',
  'value.notAnEmail': 'ist keine E-Mail-Adresse',
  'value.wrongType': 'passt nicht in ein Feld vom Typ {type}',
  'value.blank': 'ist leer',
  'value.tooLong': 'ist länger als {length, number} Zeichen',
  'value.doesNotFit': 'passt nicht in {length, number} Zeichen',
  'value.notYesOrNo': 'ist weder Ja noch Nein',
  'value.notANumber': 'ist keine einfache Zahl',
  'value.tooManyDigits': 'hat mehr als {digits, number} Stellen vor dem Komma',
  'value.notADate': 'ist kein Datum der Form 2026-11-20',
  'value.dateOutOfRange': 'liegt nicht zwischen den Jahren 1700 und 4000',
  'value.notInPicklist': 'ist kein Wert dieser Auswahlliste',
  'value.noneInPicklist': 'nennt keinen Wert dieser Auswahlliste',
  'status.requested': 'angefragt',
  'status.scheduled': 'vereinbart',
  'status.reassigned': 'neu zugewiesen',
  'status.rescheduled': 'verschoben',
  'status.completed': 'abgeschlossen',
  'status.no-show': 'nicht wahrgenommen',
  'status.rejected': 'abgelehnt',
  'status.canceled': 'abgesagt',

  'salesforce.says': 'Salesforce sagt: {said}',
  'connection.address': 'Die Adresse der Salesforce-Organisation ist nicht verwendbar.',
  'connection.address.fix':
    'Geben Sie die My-Domain-Adresse der Organisation an (https://<name>.my.salesforce.com); sie steht unter Setup › My Domain.',
  'connection.appBlocked': 'Salesforce sperrt die verbundene Anwendung von Inlet in dieser Organisation.',
  'connection.appBlocked.fix':
    'Installieren oder entsperren Sie die Anwendung unter Setup › OAuth-Nutzung verbundener Anwendungen, lassen Sie den API-Benutzer zu und verbinden Sie neu.',
  'connection.apiDisabled': 'Salesforce lässt den API-Benutzer die API nicht verwenden.',
  'connection.apiDisabled.fix':
    'Geben Sie dem API-Benutzer ein Profil oder einen Berechtigungssatz mit „API aktiviert“; die Edition der Organisation muss die API enthalten.',
  'connection.inactiveOrg': 'Die Salesforce-Organisation ist gesperrt, geschlossen oder ausgesetzt.',
  'connection.inactiveOrg.fix':
    'Bitten Sie Salesforce, die Organisation wieder zu öffnen, oder verbinden Sie eine andere.',
  'connection.inactiveUser': 'Der API-Benutzer ist in Salesforce inaktiv oder eingefroren.',
  'connection.inactiveUser.fix':
    'Aktivieren Sie den Benutzer unter Setup › Benutzer und heben Sie das Einfrieren auf, oder verbinden Sie mit einem anderen Benutzer.',
  'connection.ipRestricted': 'Salesforce lehnt die Anmeldung wegen der Anmelde-IP-Bereiche oder Anmeldezeiten ab.',
  'connection.ipRestricted.fix':
    'Lassen Sie im Profil des API-Benutzers die IP-Adresse dieses Servers zu und entfernen Sie die Anmeldezeiten.',
  'connection.loginRefused': 'Salesforce lehnt die Anmeldung des API-Benutzers ab.',
  'connection.loginRefused.fix':
    'Verbinden Sie die Organisation neu; die frühere Genehmigung wurde widerrufen, ist abgelaufen oder wurde nie erteilt.',
  'connection.noRunAsUser': 'Für die verbundene Anwendung ist kein Benutzer festgelegt, als der sie läuft.',
  'connection.noRunAsUser.fix':
    'Schalten Sie in den Richtlinien der Anwendung den Client-Credentials-Flow ein und nennen Sie den API-Benutzer unter „Ausführen als“.',
  'connection.resourceMissing':
    'Die Adresse antwortet, bietet aber keine Salesforce-REST-API in der Version, die Inlet verwendet.',
  'connection.resourceMissing.fix':
    'Prüfen Sie, ob die Adresse die My-Domain-Adresse der Organisation ist, und verbinden Sie neu.',
  'connection.sessionRefused': 'Salesforce lehnt die Sitzung des API-Benutzers ab, auch nach einer neuen Anmeldung.',
  'connection.sessionRefused.fix':
    'Prüfen Sie, ob die Anwendung den Bereich „api“ hat, ob die API-Zugriffssteuerung sie zulässt und ob keine Sitzung mit hoher Sicherheit verlangt wird.',
  'connection.versionRetired': 'Salesforce bietet die API-Version nicht mehr an, die Inlet verwendet.',
  'connection.versionRetired.fix': 'Bitten Sie den Betreiber, das Inlet-Backend zu aktualisieren.',
  'connection.wrongCredentials': 'Salesforce nimmt Schlüssel und Geheimnis der verbundenen Anwendung nicht an.',
  'connection.wrongCredentials.fix':
    'Kopieren Sie Schlüssel und Geheimnis noch einmal aus der Anwendung und verbinden Sie neu; eine neue Anwendung ist erst nach bis zu 10 Minuten bekannt.',
  'connection.wrongOrg': 'Die Anmeldung führt zu einer anderen Salesforce-Organisation als der verbundenen.',
  'connection.wrongOrg.fix':
    'Verbinden Sie neu mit Adresse und Anwendung der richtigen Organisation, oder verbinden Sie diese Organisation als neue.',
  'limit.concurrentRequests': 'Die Organisation hat zu viele lang laufende API-Anforderungen zugleich.',
  'limit.concurrentRequests.fix':
    'Nichts zu tun: es wird in Kürze noch einmal versucht. Wenn es bleibt, suchen Sie nach lang laufenden Integrationen.',
  'limit.dailyRequests': 'Die Organisation hat ihre API-Anforderungen der letzten 24 Stunden aufgebraucht.',
  'limit.dailyRequests.fix':
    'Warten Sie, bis frühere Anforderungen aus den 24 Stunden fallen, suchen Sie unter Setup › Systemüberblick die Anwendung, die sie verbraucht, oder kaufen Sie mehr.',
  'limit.logins': 'Salesforce lässt vorerst keine weiteren Anmeldungen des API-Benutzers zu.',
  'limit.logins.fix':
    'Nichts zu tun: es wird später noch einmal versucht. Wenn es bleibt, prüfen Sie, welche andere Integration denselben Benutzer verwendet.',
  'limit.maintenance': 'Die Organisation ist während einer Wartung von Salesforce schreibgeschützt.',
  'limit.maintenance.fix': 'Nichts zu tun: es wird versucht, bis die Wartung endet (status.salesforce.com).',
  'limit.storage': 'Die Organisation hat keinen Datenspeicher mehr.',
  'limit.storage.fix': 'Löschen Sie Datensätze oder kaufen Sie Speicher (Setup › Speichernutzung).',
  'transient.fix':
    'Nichts zu tun: es wird noch einmal versucht. Wenn es stundenlang bleibt, siehe status.salesforce.com.',
  'transient.noAnswerNow': 'Salesforce konnte gerade nicht antworten.',
  'transient.htmlAnswer': 'Statt Daten kam eine Webseite zurück (HTTP {status}).',
  'transient.redirect': 'Salesforce verweist auf eine andere Adresse, der nicht gefolgt wird.',
  'transient.busy': 'Salesforce ist ausgelastet.',
  'transient.badAnswer': 'Salesforce hat nicht richtig geantwortet (HTTP {status}).',
  'transient.timeout': 'Salesforce hat nicht rechtzeitig geantwortet.',
  'transient.unreachable': 'Salesforce war nicht erreichbar ({code}).',
  'transient.certificate': 'Dem Zertifikat der Salesforce-Adresse wird nicht vertraut ({code}).',
  'transient.lost': 'Die Verbindung zu Salesforce ging verloren, bevor die Antwort vollständig war ({code}).',
  'transient.unreadable': 'Die Antwort von Salesforce war nicht zu verstehen: {what}.',
  'transient.login': 'Salesforce konnte den API-Benutzer gerade nicht anmelden.',
  'transient.truncated':
    'Salesforce hat {rows, number} von {total, number} passenden Datensätzen geliefert; eine Wahl war so nicht möglich.',
  'transient.truncated.fix': 'Nichts zu tun: die Suche wird mit weniger Datensätzen wiederholt.',
  'refused.request': 'Salesforce hat die Anforderung abgelehnt.',
  'refused.request.fix': 'Siehe den Grund, den Salesforce nennt.',
  'refused.access.fix':
    'Prüfen Sie, ob das Paket Inlet installiert ist und der API-Benutzer den Berechtigungssatz „Inlet API User“ hat.',
  'refused.whole': 'Salesforce hat die ganze Anforderung abgelehnt.',
  'refused.whole.fix': 'Siehe den Grund, den Salesforce nennt; die übrigen Buchungen werden ohne diese gesendet.',
  'refused.tooLarge': 'Der Aufruf an Salesforce wäre zu groß: {what}.',
  'refused.tooLarge.fix': 'Nichts zu tun: er wird in kleineren Teilen gesendet.',

  'problem.nothingToRetry': 'Nichts zu wiederholen',
  'problem.nothingToDismiss': 'Nichts zu verwerfen',
  'problem.nothingToReopen': 'Nichts wieder zu öffnen',
  'problem.inSalesforce': 'Die Buchung ist so, wie sie ist, in Salesforce.',
  'problem.dismissedReopenFirst': 'Die Buchung ist verworfen. Öffnen Sie sie zuerst wieder.',
  'problem.dismissedAlready': 'Die Buchung ist schon verworfen.',
  'problem.notDismissed': 'Die Buchung ist nicht verworfen.',
  'problem.incomplete': 'Die Buchung ist noch nicht vollständig; sie wird übertragen, sobald der Rest eingeht.',
  'problem.notFound': 'Nicht gefunden',
  'problem.noBooking': 'Diese Organisation hat keine Buchung {id}.',
  'problem.unauthorized': 'Nicht angemeldet',
  'problem.noKey':
    'Der mitgesandte Schlüssel öffnet keine Organisation: er wurde ersetzt oder beendet. Koppeln Sie das Paket neu mit dem Backend; andere Aufrufer senden den API-Schlüssel der Organisation als „Authorization: Bearer …“.',
  'problem.orgNotNamed': 'Organisation nicht genannt',
  'problem.orgNotNamed.detail': 'Eine Anforderung des Pakets nennt ihre Salesforce-Organisation in „Inlet-Org-Id“.',
  'problem.keyOfAnotherOrg': 'Schlüssel einer anderen Organisation',
  'problem.keyOfAnotherOrg.detail':
    'Dieser Schlüssel gilt für eine andere Salesforce-Organisation als {id}. Eine Sandbox oder Kopie muss selbst verbunden und gekoppelt werden: bitten Sie den Betreiber des Backends um einen Kopplungscode für diese Organisation.',
  'problem.tooManyCodes': 'Zu viele falsche Codes',
  'problem.tooManyCodes.detail':
    'Es wurden viele falsche Codes versucht. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  'problem.codeUnknown':
    'Der Code ist nicht bekannt, wurde schon verwendet oder ist älter als 15 Minuten; bitten Sie den Betreiber des Backends um einen neuen.',
  'problem.codeForAnotherOrg': 'Code für eine andere Organisation',
  'problem.codeForAnotherOrg.detail':
    'Dieser Code ist für „{org}“, verbunden mit einer anderen Salesforce-Organisation. Bitten Sie den Betreiber des Backends, diese Organisation zu verbinden, und um einen Code dafür.',
  'problem.internal': 'Interner Fehler',
  'problem.internal.detail':
    'Bei uns ist etwas schiefgegangen und wurde protokolliert. Senden Sie die Anforderung noch einmal; eine Wiederholung schadet nicht.',

  // Connecting an org, and what is told about its connection.
  'connection.appMissing': 'Die verbundene Anwendung von Inlet ist in dieser Organisation nicht installiert.',
  'connection.appMissing.fix':
    'Installieren Sie die Anwendung erneut (Setup › Externe Client-Anwendungen, oder Setup › OAuth-Nutzung verbundener Anwendungen › Installieren) und verbinden Sie dann neu.',
  'connection.certificateRefused': 'Salesforce akzeptiert die Signatur der Anmeldung nicht.',
  'connection.certificateRefused.fix':
    'Laden Sie das Zertifikat, das unter Setup › API-Verbindung steht, in die Anwendung hoch („Digitale Signaturen verwenden“), prüfen Sie den Consumer-Schlüssel und verbinden Sie dann erneut.',
  'connection.disconnected': 'Diese Organisation wurde von Inlet getrennt.',
  'connection.disconnected.fix':
    'Verbinden Sie sie wieder auf der Registerkarte Setup › API-Verbindung; was wartet, wird dann von selbst zugestellt.',
  'connection.flowDisabled': 'Die verbundene Anwendung erlaubt diese Art der Anmeldung nicht.',
  'connection.flowDisabled.fix':
    'Schalten Sie den Ablauf in den OAuth-Einstellungen der Anwendung ein (Client-Anmeldedaten, JWT-Bearer oder Autorisierungscode mit Aktualisierungstoken) und verbinden Sie dann neu.',
  'connection.notConnected': 'Es ist noch keine Salesforce-Organisation verbunden.',
  'connection.notConnected.fix':
    'Verbinden Sie die Organisation auf der Registerkarte Setup › API-Verbindung; was wartet, wird dann von selbst zugestellt.',
  'connection.passwordExpired': 'Das Kennwort des API-Benutzers ist abgelaufen.',
  'connection.passwordExpired.fix':
    'Setzen Sie ein neues Kennwort für den Benutzer, oder stellen Sie für sein Profil „Kennwort läuft nie ab“ ein, und verbinden Sie dann neu.',
  'connection.refreshLost':
    'Eine Erneuerung des Tokens wurde unterbrochen, nachdem Salesforce es schon ersetzt hatte; das vorherige ist ungültig.',
  'connection.refreshLost.fix':
    'Melden Sie sich erneut an: Setup › API-Verbindung › Neu verbinden. Keine Einstellung und keine Buchung geht verloren; was wartet, wird dann zugestellt.',
  'connection.tokenEnded':
    'Salesforce akzeptiert die Freigabe für Inlet nicht mehr: Sie ist abgelaufen, wurde widerrufen oder endete mit der Anwendung oder dem Paket, zu dem sie gehörte.',
  'connection.tokenEnded.fix':
    'Melden Sie sich erneut an: Setup › API-Verbindung › Neu verbinden. Fehlt die Anwendung unter Setup › OAuth-Nutzung verbundener Anwendungen, installieren Sie sie zuerst. Ein Benutzer behält fünf Freigaben je Anwendung: Eine sechste beendet die älteste.',
  'connection.userNotApproved': 'Der Benutzer darf die verbundene Anwendung von Inlet nicht verwenden.',
  'connection.userNotApproved.fix':
    'Stellen Sie in den Richtlinien der Anwendung „Zulässige Benutzer“ auf „Vom Administrator genehmigte Benutzer sind vorab autorisiert“ und lassen Sie einen Berechtigungssatz oder ein Profil des API-Benutzers zu; verbinden Sie dann neu.',
  'transient.refreshUnderWay': 'Ein anderer Prozess erneuert die Sitzung und ist noch nicht fertig.',
  'problem.otherOrg': 'Eine andere Salesforce-Organisation',
  'problem.otherOrg.detail':
    'Diese Anmeldung führt zur Salesforce-Organisation {now}. Bisher arbeitete Inlet mit {before}. Ist das gewollt, bestätigen Sie es: Was wartet, wird dann in die neue Organisation zugestellt, und in die bisherige nichts mehr.',
  'problem.noCertificate': 'Kein Zertifikat',
  'problem.noCertificate.detail':
    'Erzeugen Sie zuerst ein Zertifikat und laden Sie es in Salesforce in die Anwendung hoch.',
  'problem.notConnected': 'Nicht verbunden',
  'problem.notConnected.detail':
    'Es gibt keine Verbindung, die erneuert werden könnte. Verbinden Sie zuerst die Organisation.',
  'problem.noOrg': 'Diese Organisation gibt es nicht.',
  'problem.orgNotTold':
    'Die Anmeldung sagte nicht, um welche Organisation es sich handelt. Prüfen Sie, ob dies die My-Domain-Adresse einer Salesforce-Organisation ist.',
  'problem.loginAddress':
    'Geben Sie https://login.salesforce.com, https://test.salesforce.com oder die My-Domain-Adresse der Organisation (https://<Name>.my.salesforce.com) ohne Pfad ein.',
  'problem.myDomainAddress':
    'Geben Sie die My-Domain-Adresse der Organisation ein (https://<Name>.my.salesforce.com, zu finden unter Setup › My Domain), ohne Pfad.',
  'problem.salesforceAway': 'Salesforce hat nicht geantwortet',
  'problem.salesforceRefuses': 'Salesforce lehnt ab',
  'oauth.failed': 'Nicht verbunden',
  'oauth.denied': 'Der Zugriff wurde verweigert',
  'oauth.denied.detail':
    'Sie, oder jemand an diesem Browser, haben in Salesforce „Verweigern“ gewählt. Es wurde nichts geändert. Um die Organisation zu verbinden, beginnen Sie auf der Registerkarte Setup von vorn und wählen Sie „Zulassen“.',
  'oauth.connected': 'Verbunden',
  'oauth.connected.detail': 'Inlet arbeitet mit der Salesforce-Organisation von „{org}“ als dieser Benutzer:',
  'oauth.close': 'Sie können dieses Fenster schließen und zur Registerkarte Setup zurückkehren.',
  'oauth.asks': 'Als dieser Benutzer verbinden?',
  'oauth.admin': 'Das ist ein Administrator oder Ihr eigener Benutzer.',
  'oauth.admin.detail':
    'Alles, was Inlet schreibt, trüge diesen Namen, dürfte, was ein Administrator darf, und endete, wenn die Person geht oder ihr Kennwort ändert. Besser ist ein eigener Benutzer mit Integrationslizenz und dem Berechtigungssatz „Inlet API User“.',
  'oauth.otherOrg': 'Das ist eine andere Salesforce-Organisation als bisher.',
  'oauth.otherOrg.detail':
    'Behalten Sie sie, wird in diese Organisation zugestellt, was für „{org}“ wartet, und in die bisherige nichts mehr.',
  'oauth.keep': 'Diesen Benutzer behalten',
  'oauth.discard': 'Nicht verbinden',
  'oauth.discarded': 'Nicht verbunden',
  'oauth.discarded.detail':
    'Die Freigabe wurde an Salesforce zurückgegeben, und es wurde nichts geändert. Beginnen Sie auf der Registerkarte Setup von vorn und melden Sie sich als API-Benutzer an.',
  'oauth.user': 'Name',
  'oauth.username': 'Benutzername',
  'oauth.email': 'E-Mail',
  'oauth.profile': 'Profil',
  'oauth.org': 'Salesforce-Organisation',
  'oauth.licence': 'Lizenz',
  'oauth.ticketUnknown': 'Diese Adresse wurde schon verwendet oder ist älter als 10 Minuten.',
  'oauth.ticketUnknown.fix': 'Beginnen Sie auf der Registerkarte Setup von vorn.',
  'oauth.stateUnknown':
    'Diese Antwort von Salesforce gehört zu keiner laufenden Anmeldung: Sie wurde schon verwendet, ist älter als 10 Minuten oder begann nicht hier.',
  'oauth.stateUnknown.fix': 'Beginnen Sie auf der Registerkarte Setup von vorn.',
  'oauth.otherBrowser': 'Diese Anmeldung wurde in einem anderen Browser begonnen.',
  'oauth.otherBrowser.fix':
    'Schließen Sie sie dort ab; oder beginnen Sie in diesem Browser auf der Registerkarte Setup von vorn und lassen Sie Cookies zu.',
  'oauth.answerUnknown':
    'Diese Seite wurde schon beantwortet, ist älter als 10 Minuten oder wurde in einem anderen Browser geöffnet.',
  'oauth.answerUnknown.fix':
    'Sehen Sie auf der Registerkarte Setup nach, was verbunden ist, und beginnen Sie dort gegebenenfalls von vorn.',
  'oauth.noRefreshToken': 'Salesforce gab kein Aktualisierungstoken, die Verbindung endete also nach wenigen Stunden.',
  'oauth.noRefreshToken.fix':
    'Geben Sie der Anwendung den Umfang „Anforderungen jederzeit ausführen (refresh_token, offline_access)“ und beginnen Sie dann auf der Registerkarte Setup von vorn.',
  'oauth.orgNotTold': 'Die Anmeldung sagte nicht, um welche Organisation es sich handelt.',
  'oauth.orgNotTold.fix': 'Prüfen Sie die Anmeldeadresse und beginnen Sie dann auf der Registerkarte Setup von vorn.',
  'oauth.replaced': 'Inzwischen wurde für diese Organisation eine andere Anmeldung begonnen.',
  'oauth.replaced.fix': 'Schließen Sie jene ab, oder beginnen Sie auf der Registerkarte Setup von vorn.',
  'rehearsal.needs':
    'Ob {object} gespeichert würde, ließ sich nicht fragen: Es braucht {other}, und das wird abgelehnt.',
  'rehearsal.needs.fix': 'Beheben Sie, was {other} ablehnt, und testen Sie noch einmal.',
  'dryRun.warning':
    'Eine Testbuchung tut als API-Benutzer, was eine echte tut, und lässt Salesforce alles rückgängig machen. Regeln, Flows und Trigger laufen. Was Salesforce nicht rückgängig macht, kann bleiben: Lücken in automatischen Nummern, sofort veröffentlichte Plattformereignisse, Aufrufe Ihrer Flows oder Trigger an andere Systeme und Protokolleinträge. Bestätigen Sie, dass das in dieser Organisation in Ordnung ist, und testen Sie dann.',
  'dryRun.notAcknowledged': 'Bitte lesen Sie das zuerst',
  'dryRun.stopped': 'Testbuchungen sind angehalten',
  'dryRun.stopped.detail':
    'Salesforce hat behalten, was die letzte Testbuchung angelegt hat. Gehen Sie dem nach, und erlauben Sie Testbuchungen im Tab Diagnose wieder.',
  'dryRun.noRoom': 'Jetzt nicht: API-Anforderungen sind für Buchungen reserviert',
  'dryRun.nobody.knownLead':
    'Die Organisation hat keinen offenen Lead, den der API-Benutzer sieht; deshalb ließ sich das nicht testen.',
  'dryRun.nobody.knownContact':
    'Die Organisation hat keinen Kontakt, den der API-Benutzer sieht; deshalb ließ sich das nicht testen.',
  'dryRun.ok':
    'Eine Buchung {hasPage, select, yes {von „{page}“ } other {}}käme an{hasFallbacks, select, yes {, mit Ersatzwerten in Pflichtfeldern} other {}}.',
  'dryRun.broken': 'Eine Buchung {hasPage, select, yes {von „{page}“ } other {}}würde abgelehnt: {objects}.',
  'dryRun.unknown': 'Nicht alles an einer Buchung {hasPage, select, yes {von „{page}“ } other {}}ließ sich testen.',
  'dryRun.nothing':
    'Nach ihren Regeln legt eine Buchung {hasPage, select, yes {von „{page}“ } other {}}in Salesforce nichts an und ändert nichts.',
  'dryRun.kept':
    'Salesforce hat eine Testbuchung nicht rückgängig gemacht. Inlet hat {removed, number} ihrer Datensätze wieder entfernt{hasLeft, select, yes {; noch da sind: {left}} other {}}. Es werden keine Testbuchungen mehr gemacht.',
  'dryRun.kept.fix':
    'Löschen Sie, was noch da ist. Finden Sie dann heraus, was Datensätze außerhalb der Transaktion speichert, etwa ein Flow oder Trigger, der Salesforce über die API aufruft, und erlauben Sie Testbuchungen im Tab Diagnose wieder.',
  'alert.page': 'Die neuesten Buchungen von „{name}“ wurden alle abgelehnt; {count, number} sind angehalten',
  'alert.raised.subject':
    '{topic, select, connection {Inlet erreicht Salesforce für „{org}“ nicht} apiUsage {Die API-Anforderungen von „{org}“ gehen zur Neige} backlog {Buchungen von „{org}“ warten seit Langem} page {Eine Buchungsseite von „{org}“ schlägt fehl} dryRun {Testbuchungen von „{org}“ wurden angehalten} other {Inlet braucht einen Blick auf „{org}“}}',
  'alert.raised.body':
    '{topic, select, connection {Seit {since} kann in die Salesforce-Organisation von „{org}“ nichts zugestellt werden. Buchungen werden angenommen und warten; keine geht verloren.} other {Das betrifft die Salesforce-Organisation von „{org}“, seit {since}.}}\n\n{sentence}\n\nWas zu tun ist: {fix}',
  'alert.resolved.subject':
    '{topic, select, connection {Inlet erreicht Salesforce für „{org}“ wieder} apiUsage {„{org}“ hat wieder API-Anforderungen} backlog {Buchungen von „{org}“ warten nicht mehr} page {Eine Buchungsseite von „{org}“ arbeitet wieder} dryRun {Testbuchungen von „{org}“ dürfen weitergehen} other {„{org}“ ist wieder in Ordnung}}',
  'alert.resolved.body':
    '{topic, select, connection {Die Verbindung zur Salesforce-Organisation von „{org}“ arbeitet wieder oder wurde von einer Person beendet; was auf sie wartete, wird zugestellt.} other {Das ist für die Salesforce-Organisation von „{org}“ vorbei.}}\n\nEs lag daran: {sentence}',
  'alert.test.subject': 'Ein Test von Inlet für „{org}“',
  'alert.test.body':
    'Ein Administrator von „{org}“ hat Inlet um diese Nachricht gebeten, um zu sehen, ob sie ankommt. Sie kommt an: Sie erfahren, wenn Buchungen Salesforce nicht erreichen, und wenn sie es wieder tun.',
  'alerts.emailInvalid': 'Das ist keine E-Mail-Adresse.',
  'alerts.emailsTooMany': 'Höchstens 10 Adressen können benachrichtigt werden.',
  'alerts.languageUnknown': 'Wählen Sie „en“ oder „de“.',
  'alerts.noMail': 'E-Mail nicht eingerichtet',
  'alerts.noMail.detail':
    'Es wurde nichts gespeichert: Dieses Backend kann noch keine E-Mails senden. Wer es betreibt, setzt SMTP_URL und ALERT_EMAIL_FROM.',
  'alerts.nobody': 'Niemand zu benachrichtigen',
  'alerts.nobody.detail':
    'Es wurde kein Test gesendet: Weder eine Adresse noch ein Webhook ist eingerichtet. Fügen Sie zuerst eine E-Mail-Adresse hinzu.',
  'problem.sourceOff': 'Quelle abgeschaltet',
  'problem.sourceOff.detail':
    'Die Quelle „{name}“ ist in Inlet abgeschaltet, deshalb wurde nichts gespeichert. Ein Administrator schaltet sie in Salesforce in der App Inlet wieder ein: Einrichtung › Quellen.',
  'problem.salesforce': 'Salesforce hat es nicht getan',
  'sources.nameMissing': 'Geben Sie einen Namen ein, an dem Sie diese Quelle erkennen.',
  'sources.nameTooLong': 'Ein Name hat höchstens 80 Zeichen.',
  'sources.nameTaken': 'Eine andere Quelle heißt „{name}“. Wählen Sie einen anderen Namen.',
  'sources.badCharacters': 'Es enthält Zeichen, die nicht gespeichert werden können.',
  'sources.kindUnknown': 'Wählen Sie eines von: oncehub, calendly, calcom, api.',
  'sources.enabledWrong': 'Es ist true oder false.',
  'sources.nothingToChange': 'Geben Sie einen Namen an oder ob die Quelle eingeschaltet ist.',
  'sources.rotateWhat': 'Wählen Sie „secret“ oder „key“.',
  'sources.tooMany':
    'Eine Organisation hat höchstens {most} Quellen. Benennen Sie eine nicht mehr benutzte um und verwenden Sie sie wieder.',
  'sources.unknown': 'Diese Organisation hat keine Quelle {id}.',
  'sources.notAText': 'Es muss ein Text sein.',
  'sources.textTooLong': 'Der Text ist zu lang.',
  'sources.notAnEmail': 'Geben Sie eine E-Mail-Adresse wie name@example.com ein, oder lassen Sie es leer.',
  'sources.tooManyAnswers': 'Eine Testbuchung hat höchstens 50 Antworten.',
  'testRecords.reason': 'Test: die Datensätze wurden aus Salesforce entfernt.',
  'testRecords.refused': 'Datensätze nicht entfernt',
  'testRecords.notATest': 'Das ist eine echte Buchung. Inlet entfernt nur die Datensätze von Testbuchungen.',
  'testRecords.onItsWay':
    'Die Testbuchung ist auf dem Weg zu Salesforce. Warten Sie, bis sie angekommen ist, und entfernen Sie dann die Datensätze.',
  'testRecords.none': 'Die Testbuchung hat keine Datensätze in Salesforce.',

  'users.searchOnce': 'Geben Sie einen einzigen Suchtext an.',
  'users.searchTooLong': 'Eine Suche hat höchstens 100 Zeichen.',
  'users.queueObject': 'Wählen Sie Lead oder Case: nur diese gehen an Warteschlangen.',
  'users.toDefault': 'der Standardinhaber',
  'users.toApiUser': 'der API-Benutzer',
  'users.inactive': 'Der Salesforce-Benutzer {name} ist inaktiv. Was diese Buchungen anlegen, bekommt {who}.',
  'users.inactive.fix':
    'Aktivieren Sie den Benutzer unter Setup › Benutzer wieder, oder wählen Sie für diese Buchungen einen anderen.',
  'users.missing':
    'Den von Hand gewählten Benutzer {id} gibt es in dieser Organisation nicht. Was diese Buchungen anlegen, bekommt {who}.',
  'users.missing.fix': 'Wählen Sie für diese Buchungen einen anderen Benutzer.',
  'users.unknown':
    'Kein Salesforce-Benutzer hat die E-Mail-Adresse {email}. Was diese Buchungen anlegen, bekommt {who}.',
  'users.unknown.fix':
    'Wählen Sie einen Benutzer für diese Buchungen, oder geben Sie dem richtigen unter Setup › Benutzer diese E-Mail-Adresse.',
  'users.defaultInactive':
    'Der Standardinhaber {name} ist inaktiv; was sonst niemandem gehört, bekommt also der API-Benutzer.',
  'users.defaultMissing':
    'Den Standardinhaber {id} gibt es in dieser Organisation nicht; was sonst niemandem gehört, bekommt also der API-Benutzer.',
  'users.defaultOwner.fix': 'Wählen Sie einen anderen Standardinhaber.',

  'access.lookUp': 'Inlet sucht hier nach Personen, damit niemand ein zweites Mal angelegt wird.',
  'access.upsert': 'Inlet liest jeden Datensatz von {object}, den es schreibt, um ihn wiederzufinden.',
  'access.key': 'Über dieses Feld findet ein wiederholtes Schreiben {object} wieder und legt nichts Zweites an.',
  'access.event.create': 'Aus jeder Buchung wird ein Ereignis.',
  'access.event.edit': 'Ändert sich eine Buchung, folgt ihr Ereignis.',
  'access.event.delete': 'Die Anlageregeln löschen das Ereignis einer abgesagten Buchung.',
  'access.record.create': 'Die Anlageregeln legen {object} an.',
  'access.record.edit': 'Die Anlageregeln füllen Felder von {object}, wo es den Datensatz schon gibt.',
  'access.record.delete': 'Die Anlageregeln löschen {object}.',
  'access.field.create': '{label} bekommt bei einem neuen Datensatz von {object} den Wert aus der Buchung.',
  'access.field.edit': '{label} bekommt bei einem vorhandenen Datensatz von {object} den Wert aus der Buchung.',
  'installation.hidden': 'Der API-Benutzer darf das nicht über sich sehen; als Administrator dürfen Sie es.',
  'installation.hidden.said':
    'Der API-Benutzer darf das nicht über sich sehen („{said}“); als Administrator dürfen Sie es.',
  'installation.notAssigned': 'Berechtigungssatz nicht zugewiesen',
  'installation.noPermissionSet':
    'Die Organisation hat keinen Berechtigungssatz „Inlet API User“, oder sie verbirgt ihn vor dem API-Benutzer. Installieren Sie das Paket Inlet, oder weisen Sie den Berechtigungssatz unter Setup › Berechtigungssätze zu.',
  'installation.mayNotAssign':
    'Der API-Benutzer darf keine Berechtigungssätze zuweisen. Weisen Sie ihn als Administrator zu: mit der Schaltfläche dieser Seite, oder unter Setup › Berechtigungssätze › Inlet API User › Zuweisungen verwalten.',
  'events.modifyAll': 'Der API-Benutzer darf jedes Ereignis ändern: er hat „Alle Daten modifizieren“.',
  'events.byParent':
    'Der API-Benutzer darf die Ereignisse aller ändern, deren Datensatz er bearbeiten darf: Aktivitäten werden durch den übergeordneten Datensatz gesteuert.',
  'events.private':
    'Aktivitäten sind privat; der API-Benutzer darf also seine eigenen Ereignisse ändern und die von Benutzern unter ihm in der Rollenhierarchie. Geben Sie ihm eine Rolle über den Buchungsinhabern oder „Alle Daten modifizieren“.',
  'events.privateUnknown':
    'Aktivitäten sind privat, und der API-Benutzer darf seine eigenen Berechtigungen nicht sehen. Prüfen Sie, ob er eine Rolle über den Buchungsinhabern oder „Alle Daten modifizieren“ hat.',
  'events.unknown':
    'Der API-Benutzer darf nicht sehen, wie Aktivitäten freigegeben sind. Weisen Sie ihm „Inlet API User Diagnostics“ zu, oder sehen Sie unter Setup › Freigabeeinstellungen › Aktivität nach: steht dort „Privat“, braucht er eine Rolle über den Buchungsinhabern oder „Alle Daten modifizieren“.',
};
