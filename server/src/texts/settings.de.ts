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
};
