/** Was über Einstellungen gesagt wird, auf Deutsch; ein Teil von `de`. */
export const settingsDe = {
  'template.tooLong': 'Die Vorlage ist länger als {most, number} Zeichen.',
  'template.syntax':
    'Die Vorlage lässt sich nicht lesen: Jeder Name beginnt mit zwei geschweiften Klammern und endet mit zweien, wie in {example}.',
  'template.unknownName':
    'Eine Buchung hat kein „{name}“. Möglich sind ihre Felder (customer.name, page.name …) oder answer "die Frage".',
  'template.noLogic': 'Eine Vorlage enthält nur Text und Namen; „{tag}“ ist keines von beiden.',
  'plan.noEventByRule': 'Kein Ereignis wurde angelegt, wie es die Regeln dieser Seite sagen.',
  'plan.inAccount': 'Der Kontakt gehört zum Account „{account}“, dessen Website die Domain der E-Mail-Adresse ist.',
  'plan.defaultOwner': 'Salesforce kennt {owner} nicht; Inhaber ist der eingestellte Standardinhaber.',
  'plan.relatedToAccount': 'Das Ereignis bezieht sich auf den Account des Kontakts.',
  'plan.relatedToOpportunity':
    'Das Ereignis bezieht sich auf die offene Opportunity des Accounts, die als Erste schließt.',
  'plan.relatedToCase': 'Das Ereignis bezieht sich auf den neuesten offenen Kundenvorgang des Kontakts.',
  'support.ruled':
    '{field} setzt Inlet selbst, wie es die Erstellungsregeln und die Buchung sagen; das Feld lässt sich nicht zuordnen.',
  'support.ours': '{field} gehört zum Paket von Inlet: Inlet schreibt es selbst.',
  'support.readOnly':
    'Der API-Benutzer darf {field} nicht schreiben. Gewähren Sie es in einem eigenen Berechtigungssatz oder ordnen Sie ein anderes Feld zu.',
  'support.autoNumber': '{field} ist eine automatische Nummer: Salesforce zählt sie selbst.',
  'support.formula': '{field} ist eine Formel oder Zusammenfassung: Salesforce berechnet sie selbst.',
  'support.encrypted': '{field} ist verschlüsselt: In solche Felder schreibt Inlet nichts.',
  'support.masterDetail':
    '{field} ist eine Master-Detail-Beziehung: Eine Buchung sagt nicht, zu welchem Datensatz sie gehört. Möglich ist nur eine feste Datensatz-ID.',
  'support.lookup':
    '{field} ist ein Nachschlagefeld: Eine Buchung sagt nicht, welcher Datensatz gemeint ist. Möglich ist nur eine feste Datensatz-ID.',
  'support.compound':
    '{field} besteht aus mehreren Feldern: Ordnen Sie diese zu (bei einer Geolocation Breitengrad und Längengrad).',
  'support.file': '{field} enthält eine Datei; eine Buchung hat keine.',
  'support.type': '{field} ist vom Typ {type}; dort passt kein Wert einer Buchung hinein.',
  'settings.aBookingField': '{name} der Buchung',
  'settings.anAnswer': 'einer Antwort',
  'settings.aTemplate': 'dem Text einer Vorlage',
  'settings.wrongConversion': 'Aus {what} lässt sich kein Wert für {field} machen, ein Feld vom Typ {type}.',
  'settings.constantDoesNotFit': 'Der feste Wert passt nicht: {note}',
  'settings.tooManyDecimals': '{field} hat {digits, number} Stellen nach dem Komma; Salesforce würde den Wert runden.',
  'settings.notListed':
    '„{value}“ ist kein Wert der Auswahlliste {field}. Salesforce nimmt ihn trotzdem, denn die Auswahlliste ist nicht eingeschränkt.',
  'settings.objectHidden':
    'Der API-Benutzer darf {object} nicht sehen. Geben Sie ihm in einem Berechtigungssatz Zugriff oder wählen Sie etwas anderes.',
  'settings.objectNotCreatable':
    'Der API-Benutzer darf keine Datensätze von {object} erstellen. Geben Sie ihm in einem Berechtigungssatz dieses Recht oder wählen Sie etwas anderes.',
  'settings.noKey':
    'Der API-Benutzer darf das Feld des Inlet-Pakets auf {object} nicht schreiben, das doppelte Datensätze verhindert. Weisen Sie ihm den Berechtigungssatz „Inlet API User“ zu.',
  'settings.mappedTwice': '{field} von {object} ist zweimal zugeordnet. Entfernen Sie eine der Zuordnungen.',
  'settings.noSuchField':
    '{object} hat kein Feld {field}, oder es ist vor dem API-Benutzer verborgen. Legen Sie es an oder gewähren Sie es in einem Berechtigungssatz, oder entfernen Sie diese Zuordnung.',
  'settings.onlyOnCreate':
    'Der API-Benutzer darf {field} nur in neuen Datensätzen von {object} schreiben; in anderen bleibt es, wie es ist.',
  'settings.onlyOnUpdate':
    'Der API-Benutzer darf {field} in neuen Datensätzen von {object} nicht schreiben; nur in bestehende wird es geschrieben.',
  'settings.requiredWithoutValue':
    '{object} verlangt {field}, ein Feld vom Typ {type}, und keine Buchung hat einen Wert dafür: Jede Buchung würde angehalten. Ordnen Sie es zu oder geben Sie einen festen Wert an; oder machen Sie es in Salesforce optional, geben Sie ihm einen Standardwert oder machen Sie es stattdessen nur im Seitenlayout erforderlich.',
  'settings.requiredMayLackValue':
    '{object} verlangt {field}, ein Feld vom Typ {type}, für das sich kein Wert erfinden lässt. Eine Buchung, die keinen nennt, wird angehalten.',
  'settings.nothingIsMade': 'Nach diesen Regeln entsteht aus der Buchung eines Unbekannten kein einziger Datensatz.',
  'settings.noWebsite':
    'Der API-Benutzer darf das Feld Website von Account nicht sehen, nach dem Accounts gesucht werden. Gewähren Sie es in einem Berechtigungssatz oder wählen Sie etwas anderes.',
  'settings.fieldNotWritable':
    'Der API-Benutzer darf {field} von {object} nicht schreiben. Gewähren Sie es in einem Berechtigungssatz oder wählen Sie etwas anderes.',
  'settings.noPersonAccounts':
    'Diese Organisation hat keine Personenaccounts. Wählen Sie für Unbekannte etwas anderes.',
  'settings.noLeadStatus': '„{status}“ ist kein aktiver Wert des Leadstatus.',
  'settings.noRecordType':
    '{object} hat keinen aktiven Datensatztyp {id}, den der API-Benutzer verwenden darf. Weisen Sie ihn dessen Profil oder Berechtigungssatz zu oder wählen Sie einen anderen.',
  'settings.noQueue': 'Diese Organisation hat keine Warteschlange {id}, oder der API-Benutzer darf sie nicht sehen.',
  'settings.queueOfOthers':
    'Die Warteschlange „{queue}“ nimmt keine Datensätze von {object}. Fügen Sie das Objekt unter Setup › Warteschlangen hinzu oder wählen Sie eine andere.',
  'settings.noUser': 'Diese Organisation hat keinen Benutzer {id}, oder der API-Benutzer darf ihn nicht sehen.',
  'settings.inactiveUser':
    '{user} ist ein inaktiver Salesforce-Benutzer und kann keine Datensätze besitzen. Aktivieren Sie den Benutzer oder wählen Sie einen anderen.',
  'preview.scenario': 'für diese Vorschau so gewählt',
  'preview.ownerNotLookedUp':
    'Wer die Datensätze besitzt, entscheidet sich, wenn eine Buchung kommt: der Salesforce-Benutzer mit der E-Mail-Adresse des Inhabers, sonst der Standardinhaber, sonst der API-Benutzer.',
  'preview.accountNotLookedUp':
    'Accounts werden gesucht, wenn eine Buchung kommt; diese Vorschau zeigt eine, deren Account nicht gefunden wird.',
  'preview.relatedNotLookedUp': 'Worauf sich das Ereignis bezieht, wird gesucht, wenn eine Buchung kommt.',
  'validation.coordinate': 'Eine der beiden Koordinaten der Geolocation {place}, die Salesforce nur zusammen annimmt.',
  'validation.coordinate.half':
    'Die andere Koordinate von {place} hat einen eigenen Wert: Ist diese erfunden, bekommen Datensätze einen Ort, den niemand gemeint hat. Ordnen Sie auch dieser etwas zu.',
  'validation.today': 'heute',
  'validation.now': 'jetzt',
  'validation.fixed': '{field} bekommt immer denselben Wert.',
  'validation.mapped': '{field} bekommt seinen Wert aus der Buchung.',
  'validation.mappedOrFallback': '{field} bekommt seinen Wert aus der Buchung, oder „{fallback}“, wenn sie keinen hat.',
  'validation.mappedOnly':
    '{field} bekommt seinen Wert aus der Buchung. Eine Buchung ohne Wert wird angehalten, denn für ein Feld vom Typ {type} lässt sich keiner erfinden.',
  'validation.fallback':
    '{field} ist nichts zugeordnet: Jeder Datensatz bekommt „{fallback}“, und die Buchung sagt das.',
  'validation.fallback.fix': 'Ordnen Sie ein Feld der Buchung, eine Antwort oder einen festen Wert zu.',
  'validation.noValue': '{field} ist nichts zugeordnet, und für ein Feld vom Typ {type} lässt sich kein Wert erfinden.',
  'validation.noValue.fix':
    'Ordnen Sie eine Antwort oder einen festen Wert zu; oder machen Sie das Feld in Salesforce optional, geben Sie ihm einen Standardwert oder machen Sie es stattdessen nur im Seitenlayout erforderlich.',
  'validation.unsupported.fix':
    'Machen Sie es unter Setup › Objekt-Manager › {object} › Felder optional, geben Sie ihm einen Standardwert oder machen Sie es stattdessen nur im Seitenlayout erforderlich.',
  'problem.noOrg': 'Diese Organisation gibt es nicht mehr.',
  'problem.noVersion': 'Die Einstellungen haben keine Version {version}.',
  'problem.notConnected': 'Nicht verbunden',
  'problem.notConnected.detail':
    'Die Salesforce-Organisation ist nicht verbunden; die Einstellungen lassen sich also nicht an ihr prüfen. Verbinden Sie sie zuerst.',
  'problem.orgNotAsked': 'Salesforce ließ sich nicht fragen',
  'problem.changedMeanwhile': 'Inzwischen geändert',
  'problem.changedMeanwhile.detail':
    '{by} hat inzwischen Version {version, number} der Einstellungen gespeichert ({at} UTC). Sehen Sie sich die Änderungen an und speichern Sie Ihre dann noch einmal.',
  'bookingField.customer.firstName': 'Kunde: Vorname',
  'bookingField.customer.lastName': 'Kunde: Nachname',
  'bookingField.customer.name': 'Kunde: ganzer Name',
  'bookingField.customer.email': 'Kunde: E-Mail-Adresse',
  'bookingField.customer.phone': 'Kunde: Telefon',
  'bookingField.customer.mobilePhone': 'Kunde: Mobiltelefon',
  'bookingField.customer.company': 'Kunde: Firma',
  'bookingField.subject': 'Betreff',
  'bookingField.start': 'Beginn',
  'bookingField.end': 'Ende',
  'bookingField.timeZone': 'Zeitzone des Kunden',
  'bookingField.page.id': 'Buchungsseite: ID',
  'bookingField.page.name': 'Buchungsseite: Name',
  'bookingField.owner.name': 'Inhaber: Name',
  'bookingField.owner.email': 'Inhaber: E-Mail-Adresse',
  'bookingField.location': 'Ort',
  'bookingField.meetingUrl': 'Besprechungslink',
  'bookingField.notes': 'Notizen des Kunden',
  'bookingField.reason': 'Grund der letzten Änderung',
  'bookingField.status': 'Status',
  'bookingField.source': 'Buchungssystem',
  'bookingField.answers': 'Alle Antworten, als Text',
  'value.notATime': 'ist keine Uhrzeit der Form 09:30',
  'plan.campaign': 'die Kunden der Buchungsseite kommen in eine Kampagne',
  'plan.memberAlready': 'Der Kunde ist schon in der Kampagne {id}.',
  'plan.optedOut': 'Der Kunde möchte keine E-Mails und kam deshalb nicht in die Kampagne {id}.',
  'campaigns.hidden': 'Der API-Benutzer darf keine Kampagnen sehen',
  'campaigns.hidden.fix':
    'Weisen Sie ihm in der Phase Installation den Berechtigungssatz Inlet API User zu, oder lassen Sie ihn Kampagnen und deren Feld Aktiv lesen.',
  'settings.noCampaign': 'Diese Organisation hat keine Kampagne {id}, oder der API-Benutzer darf sie nicht sehen.',
  'settings.noMemberStatus': 'Die Kampagne „{campaign}“ hat keinen Mitgliedsstatus „{status}“.',
  'settings.optOutHidden':
    'Der API-Benutzer darf das Feld „E-Mail-Abmeldung“ von {object} nicht sehen. Gewähren Sie es in einem Berechtigungssatz oder schalten Sie diese Regel ab.',
  'plan.guest': 'die Buchungsseite lädt weitere Personen ein, die Salesforce kennt',
  'plan.guestUnknown':
    '{email} wurde nicht zum Ereignis eingeladen: Kein Kontakt und kein offener Lead hat diese Adresse.',
  'plan.guestOptedOut': '{email} wurde nicht zum Ereignis eingeladen, weil keine E-Mails gewünscht sind.',
  'object.personAccount': 'Personenaccount',
  'plan.newAccount': 'kein Account hat die Domain {domain}, und nach den Regeln wird einer für sie angelegt',
  'plan.accountMapped': 'die Zuordnung schreibt in den Account des Kontakts',
  'plan.relatedToPerson':
    'Das Ereignis bezieht sich auf den neuen Personenaccount und nennt keine Person: Der API-Benutzer darf nicht sehen, welcher Kontakt für ihn steht.',
  'plan.personAccountHidden':
    'Der Kunde ist ein Personenaccount, den der API-Benutzer nicht als Account sehen darf: Er blieb, wie er ist, und das Ereignis wurde ihm zugeordnet.',
  'access.findAccount': 'Accounts werden an ihrer Website erkannt, der Domain der E-Mail-Adresse des Kunden.',
  'fault.noPersonRecordType':
    'Der Kunde sollte ein Personenaccount werden, und der API-Benutzer darf keinen Datensatztyp für Personen verwenden.',
  'fault.noPersonRecordType.fix':
    'Weisen Sie dem Profil des API-Benutzers oder einem eigenen Berechtigungssatz einen Datensatztyp für Personen zu, oder wählen Sie in den Erstellungsregeln etwas anderes für Unbekannte. Versuchen Sie es dann erneut.',
  'settings.noPersonRecordType':
    'Der API-Benutzer darf keinen Datensatztyp für Personenaccounts verwenden. Weisen Sie seinem Profil oder Berechtigungssatz einen zu, oder wählen Sie etwas anderes für Unbekannte.',
  'settings.businessRecordType':
    '„{name}“ ist ein Datensatztyp für Firmen: Damit entsteht kein Personenaccount. Wählen Sie einen für Personen.',
  'settings.personRecordType':
    '„{name}“ ist ein Datensatztyp für Personen: Damit entsteht kein Account einer Firma. Wählen Sie einen für Firmen.',
  'settings.noPersonMapping':
    'Diese Org hat keine Personenaccounts, also kann ihnen nichts zugeordnet werden. Nehmen Sie diese Zuordnungen weg.',
};
