/** What a check has to say of a line. */
export interface Finding {
  file: string;
  line: number;
  /** From 1. */
  column: number;
  rule: string;
  message: string;
}

/** For people: `InletRelay.cls:12 ApexCRUDViolation: …`. */
export function sayFinding({ file, line, rule, message }: Finding): string {
  return `${file}:${line} ${rule}: ${message}`;
}
