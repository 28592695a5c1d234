import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

const settings = ServerConnection.makeSettings();

/** Return the address of a route of ours. */
export const address = (...parts) => URLExt.join(settings.baseUrl, 'quaycrane', ...parts);

/** Ask the server about a text; where it does not answer, nothing is found. */
export async function ask(route, question) {
  try {
    const request = { method: 'POST', body: JSON.stringify(question) };
    const response = await ServerConnection.makeRequest(address(route), request, settings);
    return response.ok ? (await response.json()).found : [];
  } catch {
    return [];
  }
}
