import { lintGutter, linter, nextDiagnostic } from '@codemirror/lint';
import { Compartment } from '@codemirror/state';
import { EditorView, ViewPlugin, keymap, tooltips } from '@codemirror/view';

import { address, ask } from './server.js';

const PAUSE_MILLISECONDS = 250;

/** Return what colours and judges an editor for as long as it holds something that we judge. */
export function watched(model, places) {
  const judging = new Compartment();
  const judge = [
    linter(view => diagnostics(view, model, places), { delay: PAUSE_MILLISECONDS }),
    lintGutter(),
    keymap.of([{ key: 'F8', run: nextDiagnostic }]),
    tooltips({ parent: document.body }), // a cell cuts off what is larger than itself
    look
  ];
  return [judging.of([]), ViewPlugin.define(view => new Watch(view, model, places, on => judging.reconfigure(on ? judge : [])))];
}

class Watch {
  constructor(view, model, places, judging) {
    Object.assign(this, { view, model, places, judging, mime: undefined, asked: false });
    model.mimeTypeChanged.connect(this.look, this); // what a kernel says of its language sets it back
    this.look();
  }

  update({ docChanged }) {
    if (docChanged) {
      this.look();
    }
  }

  destroy() {
    this.model.mimeTypeChanged.disconnect(this.look, this);
    this.gone = true;
  }

  look() {
    if (!this.asked) {
      this.asked = true;
      setTimeout(() => this.adjust()); // no change may be made in the middle of one
    }
  }

  adjust() {
    this.asked = false;
    if (this.gone) {
      return;
    }
    const { model, mime: before } = this;
    this.mime = this.places.mimeOf(model);
    if (this.mime !== before) {
      this.view.dispatch({ effects: this.judging(this.mime !== undefined) });
    }
    if (this.mime && model.mimeType !== this.mime) {
      this.own = model.mimeType;
      model.mimeType = this.mime;
    } else if (before && !this.mime && this.own) {
      model.mimeType = this.own;
    }
  }
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
