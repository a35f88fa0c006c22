import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checksDirectory } from './install-checks.ts';
import type { Finding } from './finding.ts';

/**
 * Salesforce Code Analyzer's recommended rules of severity 1 (critical) and 2 (high): PMD's for Apex, ESLint's for
 * components. They are held against what a deploy sends (packageFiles), because its LWC rules look at `.js` only.
 */
export async function checkRules(files: ReadonlyMap<string, Uint8Array>): Promise<Finding[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'inlet-rules-'));
  try {
    for (const [name, bytes] of files) {
      await mkdir(path.join(directory, path.dirname(name)), { recursive: true });
      await writeFile(path.join(directory, name), bytes);
    }
    return await run(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function run(directory: string): Promise<Finding[]> {
  const { CodeAnalyzer, CodeAnalyzerConfig } = load('code-analyzer-core') as Core;
  const engines = {
    cpd: { disable_engine: true },
    eslint: { disable_typescript_base_config: true, disable_react_base_config: true },
  };
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromObject({ engines }, directory));
  const problems: string[] = [];
  const hear = (event: { logLevel: number; message: string }) => {
    if (event.logLevel === LOG_LEVEL_ERROR) problems.push(event.message);
  };
  analyzer.onEvent('LogEvent', hear);
  analyzer.onEvent('EngineLogEvent', hear);
  for (const engine of ['pmd', 'eslint']) {
    await analyzer.addEnginePlugin((load(`code-analyzer-${engine}-engine`) as EngineModule).createEnginePlugin());
  }
  const workspace = await analyzer.createWorkspace([directory]);
  const selectors = ['pmd', 'eslint'].flatMap((engine) =>
    [1, 2].map((severity) => `${engine}:Recommended:${severity}`),
  );
  const rules = await analyzer.selectRules(selectors, { workspace });
  const results = await analyzer.run(rules, { workspace });
  // A rule that could not run is no clean bill.
  if (problems.length > 0) throw new Error(`Code Analyzer could not check everything: ${problems.join('\n')}`);
  return results.getViolations().map((violation) => ({
    file: path.relative(directory, violation.getPrimaryLocation().getFile() ?? directory),
    line: violation.getPrimaryLocation().getStartLine() ?? 1,
    column: violation.getPrimaryLocation().getStartColumn() ?? 1,
    rule: violation.getRule().getName(),
    message: violation.getMessage(),
  }));
}

const LOG_LEVEL_ERROR = 1;

function load(name: string): unknown {
  return createRequire(path.join(checksDirectory, 'package.json'))(`@salesforce/${name}`);
}

/** The part of Code Analyzer that is used here: its own types are there only when tools/checks is. */
interface Core {
  CodeAnalyzerConfig: { fromObject(data: object, configRoot: string): object };
  CodeAnalyzer: new (config: object) => {
    onEvent(type: string, hear: (event: { logLevel: number; message: string }) => void): void;
    addEnginePlugin(plugin: object): Promise<void>;
    createWorkspace(paths: string[]): Promise<object>;
    selectRules(selectors: string[], options: { workspace: object }): Promise<object>;
    run(rules: object, options: { workspace: object }): Promise<{ getViolations(): Violation[] }>;
  };
}

interface EngineModule {
  createEnginePlugin(): object;
}

interface Violation {
  getRule(): { getName(): string };
  getMessage(): string;
  getPrimaryLocation(): {
    getFile(): string | undefined;
    getStartLine(): number | undefined;
    getStartColumn(): number | undefined;
  };
}
