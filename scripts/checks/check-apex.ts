import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { checksDirectory } from './install-checks.ts';
import type { Finding } from './finding.ts';

/** What apex-ls's own list of Apex's standard classes (65.0) lacks; each with the place that documents it. */
const GAPS = [
  {
    // Apex Reference, ConnectApi.NamedCredentials: updateNamedCredential(developerName, requestBody), API version 58.0.
    message: "No matching method found for 'updateNamedCredential' on 'ConnectApi.NamedCredentials' taking arguments",
    file: 'InletCredentials.cls',
  },
];

/**
 * Type-checks the Apex of a project (a folder with sfdx-project.json) by apex-ls, which knows the project's own objects,
 * fields and labels. It does not look into SOQL's fields, nor at standard fields. Nothing is executed.
 */
export async function checkApex(projectDirectory: string): Promise<Finding[]> {
  const libraries = path.join(checksDirectory, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*');
  const args = ['-cp', libraries, 'io.github.apexdevtools.apexls.CheckForIssues'];
  const answer = await promisify(execFile)(
    'java',
    [...args, '-w', projectDirectory, '-d', 'warnings', '-n', '-f', 'json'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  ).catch((error: Error & { code?: number; stdout?: string; stderr?: string }) => {
    // 4 = it has findings.
    if (error.code === 4 && error.stdout) return { stdout: error.stdout };
    throw new Error(`apex-ls did not run: ${error.stderr?.trim() || error.message}`);
  });
  const { files } = report.parse(JSON.parse(answer.stdout));
  return files.flatMap(({ path: file, messages }) =>
    messages
      .map(({ start, category, message }) => ({
        file,
        line: start.line,
        column: start.offset + 1,
        rule: category,
        message,
      }))
      .filter((finding) => !GAPS.some((gap) => file.endsWith(gap.file) && finding.message.startsWith(gap.message))),
  );
}

/** Why apex-ls and PMD cannot run here; undefined when they can. */
export function missingJava(): string | undefined {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (status !== 0) return 'Java is not installed (17 or newer, for apex-ls and PMD)';
  const version = Number(/version "(\d+)/.exec(stderr)?.[1]);
  return version >= 17 ? undefined : `Java is too old (${version}; apex-ls needs 17 or newer)`;
}

const report = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      messages: z.array(
        z.object({
          start: z.object({ line: z.number(), offset: z.number() }),
          category: z.string(),
          message: z.string(),
        }),
      ),
    }),
  ),
});
