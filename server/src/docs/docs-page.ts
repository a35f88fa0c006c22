import type { ApiDocument, DocumentOperation, JsonSchema } from './api-document.ts';

/**
 * The document as one page: plain HTML without a script, so that it can be read, searched and printed anywhere, needs
 * nothing from another host, and runs under a policy that forbids all but its own style sheet.
 */
export function docsPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = document.tags
    .map((tag) => ({ ...tag, operations: operations.filter(({ operation }) => operation.tags.includes(tag.name)) }))
    .filter((group) => group.operations.length > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inlet API ${escape(document.info.version)}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header>
<h1>Inlet API <small>${escape(document.info.version)}</small></h1>
<p>${escape(document.info.description)}</p>
<p><a href="/docs/openapi.json">OpenAPI document</a> (JSON, version ${escape(document.openapi)})</p>
</header>
<nav aria-label="Operations">
${groups
  .map(
    ({ name, operations: own }) =>
      `<h2 id="nav-${slug(name)}">${escape(name)}</h2>\n<ul aria-labelledby="nav-${slug(name)}">${own.map(link).join('')}</ul>`,
  )
  .join('\n')}
</nav>
<main id="operations">
${groups.map((group) => section(group.name, group.description, group.operations)).join('\n')}
</main>
</body>
</html>
`;
}

interface Listed {
  path: string;
  method: string;
  operation: DocumentOperation;
}

function link({ path, method, operation }: Listed): string {
  return `<li><a href="#${operation.operationId}"><b class="${method}">${method.toUpperCase()}</b> ${address(path)}</a></li>`;
}

function section(name: string, about: string, operations: Listed[]): string {
  return `<section aria-labelledby="tag-${slug(name)}">
<h2 id="tag-${slug(name)}">${escape(name)}</h2>
<p>${escape(about)}</p>
${operations.map(article).join('\n')}
</section>`;
}

function article({ path, method, operation }: Listed): string {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  const bodies = requestBody ? Object.values(requestBody.content) : [];
  return `<article aria-labelledby="${operationId}">
<h3 id="${operationId}"><b class="${method}">${method.toUpperCase()}</b> <code>${address(path)}</code></h3>
<p>${escape(summary)}${description ? ` ${escape(description)}` : ''}</p>
<p class="auth">${escape(authOf(security))}</p>
${parameters.length > 0 ? `<h4>Parameters</h4>\n${parameterTable(operation)}` : ''}
${bodies.map(({ schema }) => `<h4>Body${requestBody?.required ? '' : ' (may be left out)'}</h4>\n${shown(schema)}`).join('\n')}
<h4>Answers</h4>
<dl>${Object.entries(responses)
    .map(([status, { description: about, content }]) => {
      const schemas = Object.values(content ?? {}).filter(({ schema }) => !schema['$ref']);
      return `<dt>${status}</dt><dd>${escape(about)}${schemas.map(({ schema }) => shown(schema)).join('')}</dd>`;
    })
    .join('')}</dl>
</article>`;
}

const authWords: Record<string, string> = {
  apiKey: 'an API key as bearer token',
  webhookSignature: 'the key in the address and the signature of the product',
  standardWebhooks: 'a signature by Standard Webhooks, with Inlet-Source',
};

function authOf(security: Record<string, string[]>[]): string {
  if (security.length === 0) return 'Open to everybody.';
  return `Needs ${security.map((one) => Object.keys(one).map((name) => authWords[name] ?? name)).join(', or ')}.`;
}

function parameterTable({ operationId, parameters }: DocumentOperation): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><th scope="row"><code>${escape(name)}</code></th><td>${place}${required ? ', required' : ''}</td><td>${escape(typeOf(schema))}</td><td>${escape(description ?? '')}</td></tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="Parameters of ${operationId}"><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** A schema as nested lists; what is deep is folded away. */
function shown(schema: JsonSchema): string {
  return `<details><summary>${escape(typeOf(schema))}</summary>${fieldsOf(schema) || `<p>${escape(String(schema['description'] ?? 'Any JSON.'))}</p>`}</details>`;
}

function fieldsOf(schema: JsonSchema): string {
  const variants = [...(schema['anyOf'] ?? []), ...(schema['oneOf'] ?? [])] as JsonSchema[];
  if (variants.length > 0) return [...new Set(variants.map(fieldsOf))].join('');
  if (schema['items']) return fieldsOf(schema['items'] as JsonSchema);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  if (properties.length === 0) return '';
  const required = new Set((schema['required'] ?? []) as string[]);
  return `<ul>${properties
    .map(([name, field]) => {
      const about = field['description'] ? ` ${escape(String(field['description']))}` : '';
      const type = `<code>${escape(name)}</code> <i>${escape(typeOf(field))}${required.has(name) ? '' : ', may be absent'}</i>`;
      return `<li>${type}${about}${fieldsOf(field)}</li>`;
    })
    .join('')}</ul>`;
}

function typeOf(schema: JsonSchema): string {
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (schema['enum']) return (schema['enum'] as unknown[]).map((one) => JSON.stringify(one)).join(' | ');
  const variants = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
  if (variants) return [...new Set(variants.map(typeOf))].join(' or ');
  if (schema['type'] === 'array') return `list of ${typeOf((schema['items'] ?? {}) as JsonSchema)}`;
  const type = [schema['type'] ?? 'anything'].flat().join(' or ');
  const limits = [
    schema['format'],
    schema['maxLength'] === undefined ? undefined : `at most ${schema['maxLength']} characters`,
    schema['default'] === undefined ? undefined : `default ${JSON.stringify(schema['default'])}`,
  ].filter(Boolean);
  return limits.length > 0 ? `${type} (${limits.join(', ')})` : type;
}

/** Breaks where a line may end. */
function address(path: string): string {
  return escape(path).replaceAll('/', '/<wbr>');
}

function slug(text: string): string {
  return text.toLowerCase().replace(/\W+/g, '-');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The style sheet of the page: readable in light and dark, on paper and at 400 pixels. */
export const docsStyle = `:root { color-scheme: light dark; --line: light-dark(#c9c9c9, #555); --soft: light-dark(#f3f3f3, #222);
  --get: light-dark(#0b5cab, #78b0fd); --write: light-dark(#2e6b32, #7fd184); --delete: light-dark(#ad1f1f, #ff9a90); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 0 1rem 4rem; display: grid;
  grid-template-columns: minmax(0, 1fr); gap: 0 2rem; }
@media (min-width: 60rem) { body { grid-template-columns: 20rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; } nav { position: sticky; top: 0; max-height: 100vh; overflow: auto; align-self: start; } }
nav ul { list-style: none; padding: 0; } nav h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
nav a { display: block; padding: .2rem 0; overflow-wrap: anywhere; } small, .auth, i { color: light-dark(#555, #bbb); }
article { border-top: 1px solid var(--line); padding: .5rem 0 1rem; } h3 { overflow-wrap: anywhere; margin: .75rem 0 .25rem; }
b.get { color: var(--get); } b.post, b.put, b.patch { color: var(--write); } b.delete { color: var(--delete); }
code { font-family: ui-monospace, monospace; } .wide { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
dt { font-weight: bold; } dd { margin: 0 0 .5rem 1.5rem; } details { background: var(--soft); padding: .25rem .75rem; }
details ul { padding-left: 1.1rem; overflow-wrap: anywhere; } summary { cursor: pointer; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
@media print { nav { display: none; } }
`;
