// Writes what JupyterLab loads: `npm ci && npm run build`, or `npm run build -- FOLDER` to write it elsewhere.

import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const folder = process.argv[2] ?? '../share/jupyter/labextensions/quaycrane';
const ofLab = ['@codemirror/state', '@codemirror/view', '@jupyterlab/*', '@lumino/*'];
const [head, tail] = (await readFile('src/remote.js', 'utf8')).split('/* the extension */');
const told = JSON.parse(await readFile('package.json', 'utf8'));

await build({
  entryPoints: ['src/extension.js'],
  outfile: `${folder}/static/remote.js`,
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  external: ofLab,
  banner: { js: head.trimEnd() },
  footer: { js: tail.trimStart() }
});
const installed = {
  name: told.name,
  version: told.version,
  description: told.description,
  license: told.license,
  jupyterlab: { extension: true, _build: { load: 'static/remote.js', extension: './extension' } }
};
await writeFile(`${folder}/package.json`, JSON.stringify(installed, null, 2) + '\n');
