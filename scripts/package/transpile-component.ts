import ts from 'typescript';

/**
 * The JavaScript of a component's module. Types are stripped and nothing else: decorators stay for the LWC compiler,
 * which refuses what a lower target makes of them (LWC1104). Throws with file, line and column on a syntax error.
 */
export function transpileComponent(source: string, file: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: false,
      useDefineForClassFields: true,
    },
  });
  const [first] = diagnostics;
  if (!first) return outputText;
  const at = first.file?.getLineAndCharacterOfPosition(first.start ?? 0);
  const place = at ? `:${at.line + 1}:${at.character + 1}` : '';
  throw new Error(`${file}${place}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`);
}
