export interface Page {
  status: number;
  url: string;
  html: string;
  headers: Headers;
}

/**
 * A browser without a screen: it keeps cookies by host, follows redirects, and fills in forms. What is registered as the
 * backend's public address is reached at another one, by `hosts`.
 */
export class PlainBrowser {
  readonly #hosts: Record<string, string>;
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Every address that was opened, redirects included. */
  readonly visited: string[] = [];
  page: Page | undefined;

  constructor(hosts: Record<string, string>) {
    this.#hosts = hosts;
  }

  open(url: string): Promise<Page> {
    return this.#go('GET', url);
  }

  /** Sends the form of the page to where it leads, with its hidden fields. */
  submit(fields: Record<string, string>): Promise<Page> {
    const { html, url } = this.page!;
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? url;
    const form = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields };
    return this.#go('POST', new URL(action, url).href, form);
  }

  async #go(method: string, url: string, form?: Record<string, string>): Promise<Page> {
    this.visited.push(url);
    const { origin, pathname, search } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const response = await fetch(`${this.#hosts[origin] ?? origin}${pathname}${search}`, {
      method,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') jar.delete(name!);
      else jar.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      await response.arrayBuffer();
      return this.#go('GET', new URL(location, url).href);
    }
    this.page = { status: response.status, url, html: await response.text(), headers: response.headers };
    return this.page;
  }
}
