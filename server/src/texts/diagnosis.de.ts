/** Was über abgelehnte Buchungen und über Regeln der Organisation gesagt wird, auf Deutsch; ein Teil von `de`. */
export const diagnosisDe = {
  'fault.onPage': '{fault} (Buchungsseite „{page}“)',
  'fault.validationRule':
    'Eine Validierungsregel auf {object} hat den Datensatz abgelehnt{hasField, select, yes {, beim Feld {field}} other {}}: „{said}“',
  'fault.validationRule.fix':
    'Suchen Sie unter Setup › Objekt-Manager › {object} › Validierungsregeln die Regel mit diesem Fehlertext. Ordnen Sie das verlangte Feld zu, nehmen Sie den API-Benutzer von der Regel aus oder deaktivieren Sie sie; wählen Sie dann „Erneut versuchen“.',
  'fault.requiredField': '{object} verlangt {fields}, und die Buchung hat dafür keinen Wert',
  'fault.requiredField.fix':
    'Ordnen Sie dem Feld ein Buchungsfeld oder einen festen Wert zu, oder machen Sie es unter Setup › Objekt-Manager › {object} › Felder optional oder geben Sie ihm einen Standardwert (eine Pflicht im Seitenlayout gilt nur für Menschen); wählen Sie dann „Erneut versuchen“.',
  'fault.tooLong':
    '{value} ist zu lang für {field} von {object}{hasLimit, select, yes { (höchstens {limit} Zeichen)} other {}}',
  'fault.tooLong.fix':
    'Verlängern Sie das Feld unter Setup › Objekt-Manager › {object} › Felder, oder ordnen Sie einen kürzeren Wert zu; wählen Sie dann „Erneut versuchen“.',
  'fault.picklist': '{value} ist kein Wert der eingeschränkten Auswahlliste: {field} von {object}',
  'fault.picklist.fix':
    'Fügen Sie den Wert unter Setup › Objekt-Manager › {object} › Felder der Auswahlliste hinzu, oder ändern Sie die Zuordnung; wählen Sie dann „Erneut versuchen“.',
  'fault.email': 'Salesforce nimmt {value} nicht als E-Mail-Adresse an: {field} von {object}',
  'fault.email.fix':
    'Berichtigen Sie die Adresse dort, wo gebucht wurde, und senden Sie die Buchung noch einmal; sie wird dann von selbst versucht.',
  'fault.duplicateRule':
    'Die Duplikatregel {rule} hat ähnliche Datensätze gefunden und lässt nicht zu, dass {object} gespeichert wird',
  'fault.duplicateRule.fix':
    'Lassen Sie die Regel unter Setup › Duplikatregeln das Speichern mit Warnung erlauben, oder führen Sie die gefundenen Datensätze zusammen; wählen Sie dann „Erneut versuchen“.',
  'fault.duplicateValue':
    'Ein anderer Datensatz{hasRecord, select, yes { ({record})} other {}} enthält schon einen Wert, der eindeutig sein muss: {field} von {object}',
  'fault.duplicateValue.fix':
    'Leeren Sie den Wert im anderen Datensatz oder führen Sie die beiden zusammen; wählen Sie dann „Erneut versuchen“.',
  'fault.deleted':
    'Der Datensatz ({object}), zu dem diese Buchung gehört, wurde in Salesforce gelöscht. Er wurde nicht neu angelegt',
  'fault.deleted.fix':
    'Stellen Sie ihn ({object}) aus dem Papierkorb wieder her und wählen Sie „Erneut versuchen“; oder wählen Sie „Erneut versuchen“, um einen neuen anlegen zu lassen.',
  'fault.converted': 'Der Lead wurde inzwischen konvertiert und kann nicht mehr geändert werden',
  'fault.converted.fix': 'Wählen Sie „Erneut versuchen“: dann wird der Kontakt verwendet, der daraus geworden ist.',
  'fault.permission':
    'Der API-Benutzer darf {hasField, select, yes {das Feld {field}} other {diesen Datensatz}} von {object} nicht schreiben',
  'fault.permission.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu oder geben Sie ihm Zugriff auf den Datensatz; wählen Sie dann „Erneut versuchen“.',
  'fault.permission.object': 'Der API-Benutzer darf keine Datensätze von {object} schreiben',
  'fault.permission.event.fix':
    'Wo Aktivitäten privat sind (Setup › Freigabeeinstellungen › Aktivität), ändern ein fremdes Ereignis nur Benutzer, die in der Rollenhierarchie darüber stehen: Geben Sie dem API-Benutzer eine Rolle über den Inhabern der Buchungen oder „Alle Daten ändern“; wählen Sie dann „Erneut versuchen“.',
  'fault.inactiveOwner': 'Als Inhaber von {object} wurde ein inaktiver Salesforce-Benutzer gewählt',
  'fault.inactiveOwner.fix':
    'Aktivieren Sie den Benutzer wieder oder ordnen Sie den Inhaber der Buchung einem anderen Benutzer zu; wählen Sie dann „Erneut versuchen“.',
  'fault.flow': 'Der Flow {automation} ist fehlgeschlagen, als {object} gespeichert wurde: {said}',
  'fault.trigger': 'Der Apex-Auslöser {automation} ist fehlgeschlagen, als {object} gespeichert wurde: {said}',
  'fault.automation.fix':
    'Geben Sie diesen Text an die Person weiter, die diese Automatisierung pflegt. Wählen Sie „Erneut versuchen“, sobald sie repariert ist.',
  'fault.schema': 'Salesforce kennt {field} von {object} nicht oder verbirgt es vor dem API-Benutzer: {said}',
  'fault.schema.fix':
    'Prüfen Sie, ob es das Feld noch gibt und ob der Berechtigungssatz „Inlet API User“ es freigibt; wählen Sie dann „Erneut versuchen“.',
  'fault.validationRuleNamed':
    '{hasSeveral, select, yes {Eine der Validierungsregeln {names} auf {object}, die denselben Text haben,} other {Die Validierungsregel {names} auf {object}}} hat den Datensatz abgelehnt{hasField, select, yes {, beim Feld {field}} other {}}: „{said}“',
  'fault.validationRuleNamed.fix':
    'Öffnen Sie unter Setup › Objekt-Manager › {object} › Validierungsregeln {names}. Ordnen Sie das verlangte Feld zu, nehmen Sie den API-Benutzer von der Regel aus oder deaktivieren Sie sie; wählen Sie dann „Erneut versuchen“.',
  'fault.validationRuleOther':
    'Salesforce hat {object} abgelehnt{hasField, select, yes {, beim Feld {field}} other {}}: „{said}“',
  'fault.validationRuleOther.fix':
    '{hasSuspects, select, yes {Suchen Sie den Text in dem, was beim Speichern von {object} läuft: {names}} other {Suchen Sie den Text in den Flows und Apex-Auslösern, die auf {object} laufen, und in den Übersetzungen der Validierungsregeln}}. Ordnen Sie das verlangte Feld zu, oder lassen Sie es dort berichtigen; wählen Sie dann „Erneut versuchen“.',
  'fault.duplicateRuleOneOf':
    'Eine Duplikatregel hat ähnliche Datensätze gefunden und lässt nicht zu, dass {object} gespeichert wird: eine von {names}',
  'fault.duplicateRuleOneOf.fix':
    'Lassen Sie diese Regeln unter Setup › Duplikatregeln das Speichern mit Warnung erlauben, oder führen Sie die ähnlichen Datensätze zusammen; wählen Sie dann „Erneut versuchen“.',
  'fault.flowFailed':
    'Der Flow {automation} ist fehlgeschlagen, als {object} gespeichert wurde{hasDoing, select, yes {, {doing}} other {}}: {said}',
  'fault.flowFailed.fix':
    'Geben Sie diesen Text an die Person weiter, die den Flow pflegt (Setup › Flows). Wählen Sie „Erneut versuchen“, sobald er repariert oder deaktiviert ist.',
  'fault.flow.create': 'beim Anlegen von Datensätzen',
  'fault.flow.update': 'beim Ändern von Datensätzen',
  'fault.flow.delete': 'beim Löschen von Datensätzen',
  'fault.flow.lookUp': 'beim Suchen von Datensätzen',
  'fault.flow.element': 'in seinem Element „{element}“',
  'fault.triggerFailed':
    'Der Apex-Auslöser {automation} ist fehlgeschlagen, als {object} gespeichert wurde{hasEvent, select, yes { ({event})} other {}}: {said}{hasLine, select, yes { ({line})} other {}}',
  'fault.triggerFailed.fix':
    'Geben Sie diesen Text an die Person weiter, die den Apex-Auslöser pflegt (Setup › Apex-Auslöser; gehört er zu einem Paket, an dessen Hersteller). Wählen Sie „Erneut versuchen“, sobald er repariert ist.',
  'fault.fieldSecurity': 'Der API-Benutzer darf nicht schreiben: {fields} von {object}',
  'fault.fieldSecurity.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu, oder geben Sie ihm in einem eigenen Berechtigungssatz Bearbeitungszugriff auf das Feld; wählen Sie dann „Erneut versuchen“.',
  'fault.permission.policy':
    'Eine Transaktionssicherheitsrichtlinie der Organisation hat verhindert, dass {object} gespeichert wird: {said}',
  'fault.permission.policy.fix':
    'Nehmen Sie den API-Benutzer unter Setup › Transaktionssicherheitsrichtlinien von der Richtlinie aus; wählen Sie dann „Erneut versuchen“.',
  'fault.sharing':
    'Der API-Benutzer darf diesen Datensatz ({object}) nicht ändern: er gehört jemand anderem und ist nicht für den API-Benutzer freigegeben',
  'fault.sharing.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu, der alle Datensätze von {object} ändern darf, oder geben Sie den Datensatz unter Setup › Freigabeeinstellungen frei; wählen Sie dann „Erneut versuchen“.',
  'fault.sharing.event':
    'Der API-Benutzer darf diesen Datensatz ({object}) nicht ändern: er gehört jemand anderem und ist nicht für den API-Benutzer freigegeben',
  'fault.sharing.event.fix':
    'Wo Aktivitäten privat sind (Setup › Freigabeeinstellungen › Aktivität), ändern ein fremdes Ereignis nur Benutzer, die in der Rollenhierarchie darüber stehen: Geben Sie dem API-Benutzer eine Rolle über den Inhabern der Buchungen oder „Alle Daten ändern“; wählen Sie dann „Erneut versuchen“.',
  'fault.sharing.other':
    'Der API-Benutzer hat keinen Zugriff auf einen Datensatz, auf den {object} verweist{hasRecord, select, yes { ({record})} other {}}',
  'fault.sharing.other.fix':
    'Geben Sie jenen Datensatz für den API-Benutzer frei (Setup › Freigabeeinstellungen), oder weisen Sie ihm den Berechtigungssatz „Inlet API User“ zu; wählen Sie dann „Erneut versuchen“.',
  'fault.recordType':
    'Der {hasRecordType, select, yes {Datensatztyp „{recordType}“} other {gewählte Datensatztyp}} von {object} steht dem API-Benutzer nicht zur Verfügung',
  'fault.recordType.fix':
    'Weisen Sie in Setup den Datensatztyp von {object} dem API-Benutzer in seinem Profil oder einem Berechtigungssatz zu, oder wählen Sie in der Zuordnung einen anderen; wählen Sie dann „Erneut versuchen“.',
  'fault.stateCountry':
    '{value} wird nicht angenommen: {field} von {object}, wofür die Organisation eine Liste von Bundesländern und Ländern hat: {said}',
  'fault.stateCountry.fix':
    'Sehen Sie unter Setup › Auswahllisten für Bundesland und Land nach, welche Werte und Codes es gibt. Ordnen Sie einen davon samt seinem Land zu; wählen Sie dann „Erneut versuchen“.',
  'fault.lookupFilter': '{value} wird vom Nachschlagefilter nicht zugelassen: {field} von {object}: {said}',
  'fault.lookupFilter.fix':
    'Ordnen Sie einen Datensatz zu, den der Filter zulässt, oder ändern Sie den Filter unter Setup › Objekt-Manager › {object} › Felder; wählen Sie dann „Erneut versuchen“.',
  'fault.number': '{value} liegt außerhalb des Wertebereichs: {field} von {object}',
  'fault.number.fix':
    'Ordnen Sie eine kleinere Zahl zu, oder lassen Sie das Feld unter Setup › Objekt-Manager › {object} › Felder mehr Stellen fassen; wählen Sie dann „Erneut versuchen“.',
  'fault.wrongType': '{value} passt nicht zum Typ: {field} von {object}',
  'fault.wrongType.fix':
    'Ordnen Sie einen Wert von dem Typ zu, den das Feld unter Setup › Objekt-Manager › {object} › Felder hat; wählen Sie dann „Erneut versuchen“.',
  'fault.reference':
    '{value} bezeichnet keinen Datensatz, auf den das verweisen kann: {field} von {object}. Er wurde gelöscht, gehört zu einem anderen Objekt, oder der API-Benutzer darf ihn nicht sehen',
  'fault.reference.fix':
    'Berichtigen Sie die ID in der Zuordnung oder dort, wo gebucht wurde, oder geben Sie dem API-Benutzer Zugriff auf den Datensatz; wählen Sie dann „Erneut versuchen“.',
  'fault.severalMatches':
    'Mehrere Datensätze von {object} haben dieselbe externe ID{hasRecord, select, yes { (einer davon ist {record})} other {}}; es wurde also keiner gewählt',
  'fault.severalMatches.fix':
    'Löschen oder berichtigen Sie die Datensätze, die sie doppelt haben; wählen Sie dann „Erneut versuchen“.',
  'fault.locked': 'Der Datensatz ({object}) ist gesperrt, meist durch eine laufende Genehmigung: {said}',
  'fault.locked.fix':
    'Schließen Sie die Genehmigung ab oder ziehen Sie sie zurück, oder lassen Sie den API-Benutzer gesperrte Datensätze bearbeiten; wählen Sie dann „Erneut versuchen“.',
  'fault.feature':
    'Der Organisation oder dem API-Benutzer fehlt eine Funktion oder Lizenz, die das Speichern von {object} braucht: {said}',
  'fault.feature.fix':
    'Schalten Sie die Funktion ein, oder weisen Sie dem API-Benutzer unter Setup › Benutzer die Lizenz zu; wählen Sie dann „Erneut versuchen“.',
  'fault.governorLimit':
    'Die eigene Automatisierung der Organisation ist an eine Grenze von Salesforce gestoßen, als {object} gespeichert wurde: {said}',
  'fault.governorLimit.fix':
    'Geben Sie diesen Text an die Person weiter, die die Flows und Apex-Auslöser auf {object} pflegt. Wählen Sie „Erneut versuchen“, sobald sie repariert sind.',
  'fault.malformed': 'Salesforce konnte nicht lesen, was Inlet für {object} gesendet hat: {said}',
  'fault.malformed.fix': 'Melden Sie diese Buchung dem Betreiber von Inlet; wählen Sie dann „Erneut versuchen“.',
  'fault.personAccount': 'Salesforce lässt diese Änderung von {object} nicht zu, da es ein Personenkonto ist: {said}',
  'fault.personAccount.fix':
    'Berichtigen Sie das Personenkonto in Salesforce von Hand, oder lassen Sie das Feld in der Zuordnung weg; wählen Sie dann „Erneut versuchen“.',
  'fault.noRuleSays':
    'Keine aktive Validierungsregel auf {object} hat diesen Text: er stammt von einem Flow oder einem Apex-Auslöser, oder er ist eine Übersetzung',
  'fault.insideRule': 'Darin hat die Validierungsregel „{rule}“ auf {object} einen Datensatz abgelehnt',
  'fault.permission.object.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu, oder geben Sie ihm das Recht, {object} anzulegen und zu bearbeiten; wählen Sie dann „Erneut versuchen“.',
  'fault.objectUnknown': 'Salesforce kennt das Objekt {object} nicht oder verbirgt es vor dem API-Benutzer',
  'fault.objectUnknown.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu; wählen Sie dann „Erneut versuchen“.',
  'fault.other': 'Salesforce hat {object} abgelehnt{hasField, select, yes {, beim Feld {field}} other {}}: {said}',
  'fault.other.fix':
    'Beheben Sie in Salesforce oder in der Zuordnung, was die Meldung nennt; wählen Sie dann „Erneut versuchen“.',
  'fault.noReason': 'Salesforce hat keinen Grund genannt',
  'fault.aField': 'ein Feld',
  'fault.theField': 'das Feld {label}',
  'fault.theValue': 'der Wert',
  'fault.quoted': '„{value}“',
  'fault.passing': 'Salesforce konnte {object} gerade nicht speichern: {said}',
  'fault.passing.fix': 'Nichts zu tun: es wird von selbst noch einmal versucht.',
  'fault.ownEnvelope': 'Diese Buchung ist die Ursache: die übrigen wurden ohne sie übertragen',
  'fault.reportToOperator': 'Melden Sie diese Buchung dem Betreiber von Inlet; wählen Sie dann „Erneut versuchen“.',
  'fault.notLookedUp':
    'Für diese Buchung wurde niemand gesucht; es wurde also kein Datensatz gewählt und keiner angelegt',
  'fault.lookupNotComplete':
    'Salesforce konnte nicht alle Datensätze auflisten, die zu diesem Kunden passen; es wurde keiner gewählt und keiner angelegt.',
  'fault.lookupNotComplete.fix':
    'Führen Sie die Datensätze zusammen, die die E-Mail-Adresse oder Telefonnummer des Kunden teilen, oder berichtigen Sie sie; wählen Sie dann „Erneut versuchen“.',
  'fault.objectHidden':
    'Der API-Benutzer darf das Objekt {object} nicht sehen; diese Buchung kann also nicht geschrieben werden.',
  'fault.objectHidden.fix':
    'Weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu; wählen Sie dann „Erneut versuchen“.',
  'fault.packageMissing':
    'Das Inlet-Paket ist in dieser Organisation nicht installiert, oder der API-Benutzer darf dessen Felder auf {object} nicht schreiben.',
  'fault.packageMissing.fix':
    'Installieren Sie das Inlet-Paket und weisen Sie dem API-Benutzer den Berechtigungssatz „Inlet API User“ zu; wählen Sie dann „Erneut versuchen“.',
  'fault.requiredUncovered':
    '{object} verlangt {field}, ein Feld vom Typ {type}, für das eine Buchung keinen Wert hat.',
  'fault.requiredUnmapped.fix':
    'Geben Sie ihm auf der Registerkarte Einrichtung › Feldprüfung einen Wert; oder machen Sie es unter Setup › Objekt-Manager › {object} › Felder optional und wählen Sie dann „Erneut versuchen“.',
  'fault.requiredUncovered.fix':
    'Machen Sie es unter Setup › Objekt-Manager › {object} › Felder optional, geben Sie ihm einen Standardwert oder verlangen Sie es stattdessen nur im Seitenlayout; wählen Sie dann „Erneut versuchen“.',
  'rules.refused':
    'Salesforce zeigt dies dem API-Benutzer nicht. Weisen Sie ihm den Berechtigungssatz „Inlet API User Diagnostics“ zu, oder die Berechtigung „{permission}“.',
  'rules.unreadable': 'Salesforce hat in einer Form geantwortet, die Inlet nicht kennt.',
  'rules.tooMany': 'Die Organisation hat davon mehr, als eine Antwort fasst.',
};
