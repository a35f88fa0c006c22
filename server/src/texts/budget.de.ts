/** Was Inlet über die API-Aufrufe der Organisation sagt; siehe en.ts. */
export const budgetDe = {
  'budget.bookings':
    'Die Organisation hat {percent} % ihrer API-Aufrufe der letzten 24 Stunden verbraucht ({used, number} von {allowed, number}). Buchungen halten bei {threshold} % an, damit ihre anderen Anwendungen weiterarbeiten können.',
  'budget.bookings.cap':
    'Inlet hat in den letzten 24 Stunden {calls, number} API-Aufrufe gemacht; seine eigene Grenze liegt bei {cap, number}. Buchungen warten, bis frühere Aufrufe einen Tag alt sind.',
  'budget.bookings.fix':
    'Nichts zu tun: Buchungen gehen von selbst weiter, wenn frühere Aufrufe einen Tag alt sind. Wenn es eher sein soll, klicken Sie auf „Erneut versuchen“, heben Sie die Grenzen unter Diagnose › API-Nutzung an, oder suchen Sie die Anwendung, die die Aufrufe verbraucht.',
  'budget.background':
    'Die Organisation hat {percent} % ihrer API-Aufrufe der letzten 24 Stunden verbraucht ({used, number} von {allowed, number}). Hintergrundarbeit hält bei {threshold} % an, damit der Rest für Buchungen bleibt; sie geht von selbst weiter.',
  'budget.background.cap':
    'Inlet hat in den letzten 24 Stunden {calls, number} API-Aufrufe gemacht. Von seiner eigenen Grenze von {cap, number} verbraucht Hintergrundarbeit höchstens {percent} %; sie geht von selbst weiter.',
  'budget.percent': 'muss ein ganzer Prozentwert sein: warn ab 10, replication ab 5, bookings ab 50, jeweils bis 100',
  'budget.ownCap':
    'muss eine ganze Zahl von API-Aufrufen zwischen 100 und 100.000.000 sein, oder null für keine eigene Grenze',
  'budget.bookingsFirst':
    'Buchungen würden bei {bookings} % anhalten, vor der Hintergrundarbeit bei {replication} %. Setzen Sie die Grenze für Buchungen mindestens so hoch wie die für Hintergrundarbeit.',
  'budget.forecast.notRead':
    'Salesforce hat seinen Zähler in den letzten zwei Stunden nicht genannt; wann die API-Aufrufe ausgehen, ist deshalb nicht bekannt.',
  'budget.forecast.tooShort':
    'Der Zähler wird seit weniger als einer Stunde beobachtet; wann die API-Aufrufe ausgehen, ist deshalb nicht bekannt.',
  'budget.forecast.enough':
    'So wie die letzten Stunden verliefen, gehen die API-Aufrufe innerhalb eines Tages nicht aus.',
  'budget.forecast.usedUp':
    'Die API-Aufrufe sind aufgebraucht. Sie kommen zurück, sobald frühere Aufrufe einen Tag alt sind.',
  'budget.forecast.runsOut':
    'So wie die letzten Stunden verliefen ({perHour, number} Aufrufe mehr je Stunde), gehen die API-Aufrufe in etwa {hours, number} h aus.',
  'budget.apps.reading':
    'Das Ereignisprotokoll der Organisation wird gelesen. Sehen Sie in einer Minute noch einmal nach.',
  'budget.apps.noPermission':
    'Der API-Benutzer darf die Ereignisprotokolle der Organisation nicht lesen. Um die Aufrufe nach Anwendung zu sehen, geben Sie ihm die Berechtigung „Ereignisprotokolldateien anzeigen“ (Setup › Berechtigungssätze).',
  'budget.apps.noLog':
    'Die Organisation hat kein Ereignisprotokoll der API-Aufrufe. Salesforce schreibt eines am Tag für den Tag davor, wo Ereignisprotokolle verfügbar sind; wenn morgen keines da ist, sehen Sie unter Setup › Event-Manager nach.',
  'budget.apps.tooLarge':
    'Das Ereignisprotokoll der API-Aufrufe hat {megabytes, number} MB, mehr als Inlet liest. Sehen Sie unter Setup › Ereignisprotokolldatei-Browser nach.',
  'budget.apps.notNow': 'Das Ereignisprotokoll der Organisation konnte gerade nicht gelesen werden',
};
