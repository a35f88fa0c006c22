import { DateTime } from 'luxon';
import { createTransport } from 'nodemailer';
import { Webhook } from 'standardwebhooks';
import type { AlertConfig } from '../platform/config.ts';
import { publicPost } from '../platform/http/public-post.ts';
import { inWords, text, type Language } from '../texts/text.ts';
import type { AlertCause, AlertChannel, AlertNotice } from './alert.ts';

/** Something to tell, under the id that the receiver knows a repeat by. */
export interface AlertMessage {
  id: string;
  at: Date;
  notice: AlertNotice;
  /** An address of the org's own; null for the operator's. */
  recipient: string | null;
  /** Of the org's own recipients. */
  language: Language;
}

/** Tells it; throws when it was not taken. */
export type AlertSender = (message: AlertMessage) => Promise<void>;

export type AlertSenders = Partial<Record<AlertChannel, AlertSender>>;

const timeoutMilliseconds = 15_000;

/** A sender for each channel that the operator configured. */
export function alertSenders(alerts: AlertConfig, options: { allowLoopback: boolean }): AlertSenders {
  const { webhook, email, language } = alerts;
  return {
    ...(webhook && { webhook: webhookSender(webhook, language, options.allowLoopback) }),
    ...(email && { email: emailSender(email, language) }),
  };
}

/** By Standard Webhooks: signed, with an id that stays the same when it is sent again. */
function webhookSender(
  { url, secret }: { url: string; secret: string },
  language: Language,
  allowLoopback: boolean,
): AlertSender {
  const webhook = new Webhook(secret);
  return async ({ id, at, notice }) => {
    const { event, orgId, orgName, alert } = notice;
    const body = JSON.stringify({
      type: `alert.${event}`,
      timestamp: at.toISOString(),
      data: { org: { id: orgId, name: orgName }, ...(alert && { alert: alertInWords(alert, language) }) },
    });
    // The time of sending: a receiver refuses what is old.
    const sentAt = new Date();
    const status = await publicPost(url, {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Inlet',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, sentAt, body),
      },
      body,
      timeoutMs: timeoutMilliseconds,
      allowLoopback,
    });
    if (status < 200 || status >= 300) throw new Error(`the webhook answered ${status}`);
  };
}

function emailSender(
  { smtpUrl, from, to }: { smtpUrl: string; from: string; to: string | undefined },
  operatorLanguage: Language,
): AlertSender {
  const timeouts = {
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  };
  // Neither files nor addresses of our network become parts of a message.
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return async ({ id, notice, recipient, language: orgLanguage }) => {
    const language = recipient === null ? operatorLanguage : orgLanguage;
    const { subject, body } = mailOf(notice, language);
    const receiver = recipient ?? to;
    if (receiver === undefined) throw new Error('ALERT_EMAIL_TO is no longer configured');
    await transport.sendMail({
      ...{ from, to: receiver, subject: subject.replace(/\s+/g, ' '), text: body },
      messageId: `<${id}@inlet>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}

/** An alert in the words of one language. */
export function alertInWords({ topic, subject, kind, sentence, fix, since }: AlertCause, language: Language) {
  return { topic, subject, kind, sentence: inWords(sentence, language), fix: inWords(fix, language), since };
}

function mailOf({ event, orgName, alert }: AlertNotice, language: Language): { subject: string; body: string } {
  const params = alert
    ? { org: orgName, topic: alert.topic, ...alertTexts(alert), since: when(alert.since, language) }
    : { org: orgName };
  const say = (part: 'subject' | 'body') => inWords(text(`alert.${event}.${part}`, params), language);
  return { subject: say('subject'), body: say('body') };
}

const alertTexts = ({ sentence, fix }: AlertCause) => ({ sentence, fix });

function when(iso: string, language: Language): string {
  return `${DateTime.fromISO(iso, { zone: 'utc' }).setLocale(language).toLocaleString(DateTime.DATETIME_MED)} UTC`;
}
