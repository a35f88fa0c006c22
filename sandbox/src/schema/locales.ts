/** A choice of the languages and locales that an org offers, in the notation of `picklistValues`. */
export const languages = [
  'en_US=English',
  'de=German',
  'es=Spanish',
  'fr=French',
  'it=Italian',
  'ja=Japanese',
  'nl_NL=Dutch',
  'pt_BR=Portuguese (Brazil)',
  'sv=Swedish',
  'ko=Korean',
  'zh_CN=Chinese (Simplified)',
];

export const locales = [
  'en_US=English (United States)',
  'en_GB=English (United Kingdom)',
  'en_CA=English (Canada)',
  'en_AU=English (Australia)',
  'de_DE=German (Germany)',
  'es_ES=Spanish (Spain)',
  'fr_FR=French (France)',
  'it_IT=Italian (Italy)',
  'ja_JP=Japanese (Japan)',
  'nl_NL=Dutch (Netherlands)',
  'pt_BR=Portuguese (Brazil)',
  'sv_SE=Swedish (Sweden)',
];
