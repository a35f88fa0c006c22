import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * JSON lines with request, org and booking ids. What could name a person or open a door is cut out here, once: the
 * code logs ids and codes, and these paths are the net below it.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'res.headers["set-cookie"]',
        'res.headers.location',
        '*.accessToken',
        '*.refreshToken',
        '*.access_token',
        '*.refresh_token',
        '*.clientSecret',
        '*.privateKey',
        '*.secret',
        '*.email',
        '*.phone',
        '*.customer',
      ],
      censor: '[redacted]',
    },
  });
}
