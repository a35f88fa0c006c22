/** Zones that Salesforce lists under a name which this runtime knows only as an alias of another. */
const otherSpellings = [
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Currie',
  'Asia/Choibalsan',
  'Europe/Uzhgorod',
  'Europe/Zaporozhye',
  'GMT',
  'America/Montreal',
  'America/Nipigon',
  'America/Pangnirtung',
  'America/Rainy_River',
  'America/Santa_Isabel',
  'America/Thunder_Bay',
  'America/Yellowknife',
  'Pacific/Johnston',
];

/**
 * The time zone keys of the org (`TimeZoneSidKey` of users, `RecurrenceTimeZoneSidKey` of events): those of this
 * runtime and the spellings that Salesforce has beside them. Labels are the keys; an org shows offset and name too.
 */
export const timeZoneKeys: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone'), ...otherSpellings]),
].sort();
