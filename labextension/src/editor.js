import { lintGutter, linter, nextDiagnostic } from '@codemirror/lint';
import { Compartment, Prec } from '@codemirror/state';
import { EditorView, ViewPlugin, keymap, tooltips } from '@codemirror/view';

import { address, ask } from './server.js';

const PAUSE_MILLISECONDS = 250;

/** Return what colours and judges an editor for as long as it holds something that we judge. */
export function watched(model, places, languages) {
  const judging = new Compartment();
  const judge = [
    linter(view => diagnostics(view, model, places), { delay: PAUSE_MILLISECONDS }),
    lintGutter(),
    keymap.of([{ key: 'F8', run: nextDiagnostic }]),
    tooltips({ parent: document.body }), // a cell cuts off what is larger than itself
    look
  ];

  async function adjust(view, mime) {
    const { support } = (mime && (await languages.getLanguage(mime))) || {};
    const wanted = mime ? [Prec.highest(support ?? []), judge] : [];
    view.dispatch({ effects: judging.reconfigure(wanted) });
  }

  const watch = ViewPlugin.define(view => {
    let known;
    const look = () => {
      const mime = places.mimeOf(model);
      if (mime !== known) {
        known = mime;
        void adjust(view, mime);
      }
    };
    queueMicrotask(look); // the view is not whole yet
    return { update: ({ docChanged }) => docChanged && look() };
  });
  return [judging.of([]), watch];
}

async function diagnostics(view, model, places) {
  const { doc } = view.state;
  const found = await ask('lint', { path: places.pathOf(model), text: doc.toString() });
  return found.map(({ line, severity, rule, observed, fix }) => {
    const { from, to, text } = doc.line(Math.min(line, doc.lines));
    return {
      from: Math.min(from + text.search(/\S|$/), to),
      to,
      severity,
      message: fix ? `${observed}. ${fix}` : observed,
      renderMessage: () => message(rule, observed, fix)
    };
  });
}

function message(rule, observed, fix) {
  const said = document.createElement('div');
  said.append(part('div', observed));
  if (fix) {
    said.append(part('div', `Try: ${fix}`));
  }
  if (rule) {
    said.append(Object.assign(part('a', rule), { href: address('rules', rule), target: '_blank', rel: 'noopener' }));
  }
  return said;
}

const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

const look = EditorView.theme({
  '&.cm-tooltip, .cm-tooltip': {
    background: 'var(--jp-layout-color1)',
    color: 'var(--jp-ui-font-color1)',
    border: '1px solid var(--jp-border-color1)',
    fontFamily: 'var(--jp-ui-font-family)',
    fontSize: 'var(--jp-ui-font-size1)',
    maxWidth: '44em'
  },
  '.cm-diagnostic a': { color: 'var(--jp-content-link-color)' }
});
