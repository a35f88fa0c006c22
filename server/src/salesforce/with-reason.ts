import { sentences, text, type Text } from '../texts/text.ts';

/** "What happened. Salesforce says: …", on one line and of bounded length. */
export function withReason(detail: Text, reason: string | undefined): Text {
  const said = reason?.replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed();
  return said ? sentences(detail, text('salesforce.says', { said })) : detail;
}
