import { ask } from './server.js';

const OF_OTHERS = ['CompletionProvider:kernel', 'CompletionProvider:context', 'DebuggerCompletionProvider'];

/** Offers what may stand at the cursor in what we judge, and there alone. */
export class Completions {
  identifier = 'quaycrane';
  rank = 2000;
  renderer = null;

  constructor(places, completers) {
    this.places = places;
    this.completers = completers;
  }

  async isApplicable({ editor }) {
    this.keepOthersOut();
    return this.judges(editor);
  }

  judges(editor) {
    return Boolean(editor && this.places.mimeOf(editor.model));
  }

  /** Python's names are no help in a Dockerfile, and a kernel that is busy would be waited for. */
  keepOthersOut() {
    for (const name of OF_OTHERS) {
      const other = this.completers.getProviders().get(name);
      if (other && !other.knowsDockerfiles) {
        const applies = other.isApplicable.bind(other);
        other.isApplicable = async context => !this.judges(context.editor) && (await applies(context));
        other.knowsDockerfiles = true;
      }
    }
  }

  async fetch({ text, offset }, { editor }) {
    const before = Array.from(text).slice(0, offset).join('');
    const found = await ask('complete', { path: this.places.pathOf(editor.model), text, before });
    const items = found.map(({ text: word, kind, told }) => ({
      label: word.trim(),
      insertText: word,
      type: kind,
      documentation: told || undefined
    }));
    return { start: offset - (found[0]?.typed ?? 0), end: offset, items };
  }
}
