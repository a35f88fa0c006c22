/** Where the sandbox org is, and its administrator's token. */
export interface SandboxDoors {
  sandboxUrl: string;
  accessToken: string;
}

/** The sandbox org's public doors: its API, and its console. Both throw with what was refused. */
export function createConsoleClient({ sandboxUrl, accessToken }: SandboxDoors) {
  const post = async (path: string, body: object, headers: Record<string, string>): Promise<Response> => {
    const response = await fetch(`${sandboxUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The sandbox org refuses ${path}: ${await response.text()}`);
    return response;
  };
  return {
    /** Asks the console, as somebody does who breaks the org. */
    ask: (path: string, body: object) => post(`sandbox/${path}`, body, {}),
    /** Creates a record as the administrator, and tells its id. */
    create: async (object: string, values: object): Promise<string> => {
      const headers = { authorization: `Bearer ${accessToken}` };
      const response = await post(`services/data/v66.0/sobjects/${object}`, values, headers);
      return ((await response.json()) as { id: string }).id;
    },
  };
}
