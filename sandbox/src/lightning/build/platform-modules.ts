import path from 'node:path';
import { clientFolder, scopedImports } from './module-folders.ts';

const platform = (file: string) => JSON.stringify(path.join(clientFolder, 'platform', file));

/** Modules of the platform whose stand-in is a file of the shell. */
const FILES: Record<string, string> = {
  '@salesforce/apex': 'apex.ts',
  'lightning/navigation': 'navigation.ts',
  'lightning/platformResourceLoader': 'platform-resource-loader.ts',
  'lightning/platformShowToastEvent': 'show-toast-event.ts',
  'lightning/uiObjectInfoApi': 'ui-object-info-api.ts',
};

/** The stand-in file for a module of the platform; undefined when it has none. */
export function platformFile(name: string): string | undefined {
  const file = FILES[name];
  return file === undefined ? undefined : path.join(clientFolder, 'platform', file);
}

/**
 * The source of a `@salesforce/…` module. What depends on the user (labels, language, permissions) or changes without the components (static resources) is read from the page
 * when it loads, so that one build serves everybody. Undefined for a module that the shell does not have.
 */
export function platformModule(name: string, defaults = scopedImports()): string | undefined {
  const [, kind, rest = ''] = /^@salesforce\/(\w+)\/(.+)$/.exec(name) ?? [];
  const fallback = defaults.get(name);
  if (kind === 'apex') {
    const [apexClass, method] = rest.split('.');
    if (!apexClass || !method) return undefined;
    return `import { apexMethod } from ${platform('apex.ts')};\nexport default apexMethod('${apexClass}', '${method}');\n`;
  }
  if (kind === 'label') {
    const inherited = fallback
      ? `import fallback from ${JSON.stringify(fallback)};\n`
      : 'const fallback = undefined;\n';
    return `${inherited}import { label } from ${platform('page.ts')};\nexport default label('${rest}', fallback);\n`;
  }
  if (kind === 'i18n') {
    if (!fallback) return undefined;
    const inherited = `import fallback from ${JSON.stringify(fallback)};\n`;
    return `${inherited}import { i18n } from ${platform('page.ts')};\nexport default i18n('${rest}', fallback);\n`;
  }
  if (kind === 'user') {
    return `import { user } from ${platform('page.ts')};\nexport default user('${rest}');\n`;
  }
  if (kind === 'resourceUrl') {
    return `import { resourceUrl } from ${platform('page.ts')};\nexport default resourceUrl('${rest}');\n`;
  }
  if (kind === 'customPermission') {
    return `import { customPermission } from ${platform('page.ts')};\nexport default customPermission('${rest}');\n`;
  }
  return undefined;
}
