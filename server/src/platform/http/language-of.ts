import type { Request } from 'express';
import { languages, type Language } from '../../texts/text.ts';

/** The language of ours that the caller likes best (`Accept-Language`, RFC 9110); English where there is none. */
export function languageOf(request: Request): Language {
  const best = request.acceptsLanguages([...languages]);
  return languages.find((language) => language === best) ?? 'en';
}
