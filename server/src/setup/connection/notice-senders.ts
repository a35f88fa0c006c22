import { DateTime } from 'luxon';
import { createTransport } from 'nodemailer';
import { Webhook } from 'standardwebhooks';
import type { AlertConfig } from '../../platform/config.ts';
import { publicPost } from '../../platform/http/public-post.ts';
import { inWords, text, type Language } from '../../texts/text.ts';
import type { Notice, NoticeChannel } from './notice.ts';

/** Something to tell, under the id that the receiver knows a repeat by. */
export interface NoticeMessage {
  id: string;
  at: Date;
  notice: Notice;
}

/** Tells it; throws when it was not taken. */
export type NoticeSender = (message: NoticeMessage) => Promise<void>;

const timeoutMilliseconds = 15_000;

/** A sender for each channel that the operator configured. */
export function noticeSenders(
  alerts: AlertConfig,
  options: { allowLoopback: boolean },
): Partial<Record<NoticeChannel, NoticeSender>> {
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
): NoticeSender {
  const webhook = new Webhook(secret);
  return async ({ id, at, notice }) => {
    const { event, orgId, orgName, cause } = notice;
    const body = JSON.stringify({
      type: event,
      timestamp: at.toISOString(),
      data: {
        org: { id: orgId, name: orgName },
        cause: {
          kind: cause.kind,
          sentence: inWords(cause.sentence, language),
          fix: inWords(cause.fix, language),
          since: cause.since,
        },
      },
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
  { smtpUrl, from, to }: { smtpUrl: string; from: string; to: string },
  language: Language,
): NoticeSender {
  const timeouts = {
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  };
  // Neither files nor addresses of our network become parts of a message.
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return async ({ id, notice }) => {
    const { event, orgName, cause } = notice;
    const say = (key: 'subject' | 'body') =>
      inWords(
        text(event === 'connection.broken' ? `notice.broken.${key}` : `notice.restored.${key}`, {
          org: orgName,
          cause: cause.sentence,
          fix: cause.fix,
          since: when(cause.since, language),
        }),
        language,
      );
    await transport.sendMail({
      ...{ from, to, subject: say('subject').replace(/\s+/g, ' '), text: say('body') },
      messageId: `<${id}@inlet>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}

function when(iso: string, language: Language): string {
  return `${DateTime.fromISO(iso, { zone: 'utc' }).setLocale(language).toLocaleString(DateTime.DATETIME_MED)} UTC`;
}
