import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { MetadataProblem } from '../metadata-problem.ts';

class Problems extends ApexErrorListener {
  readonly found: MetadataProblem[] = [];
  override apexSyntaxError(line: number, column: number, message: string): void {
    this.found.push({ message: message.charAt(0).toUpperCase() + message.slice(1), line, column: column + 1 });
  }
}

/** Syntax errors of an Apex class. Types are checked by apex-ls (tools/checks), not by the sandbox. */
export function checkApex(source: string, className: string): MetadataProblem[] {
  const problems = new Problems();
  const { parser } = ApexParserFactory.createLexerAndParser(source, problems);
  parser.compilationUnit();
  const [first] = problems.found;
  if (first) return [first];
  const declared = /\b(?:class|interface|enum)\s+(\w+)/i.exec(source)?.[1];
  if (declared === undefined || declared.toLowerCase() === className.toLowerCase()) return [];
  return [{ message: `Class name must match file name: ${declared}`, line: 1, column: 1 }];
}
