import { EditorExtensionRegistry, IEditorExtensionRegistry, IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { ICompletionProviderManager } from '@jupyterlab/completer';
import { IEditorTracker } from '@jupyterlab/fileeditor';
import { INotebookTracker } from '@jupyterlab/notebook';

import { Completions } from './completions.js';
import { watched } from './editor.js';
import { Places } from './places.js';

export default {
  id: 'quaycrane:editor',
  description: 'Colours, findings and completions for Dockerfiles and Compose files.',
  autoStart: true,
  requires: [IEditorExtensionRegistry, IEditorLanguageRegistry, INotebookTracker, IEditorTracker],
  optional: [ICompletionProviderManager],
  activate: (_app, extensions, languages, notebooks, files, completers) => {
    const places = new Places(notebooks, files);
    extensions.addExtension({
      name: 'quaycrane:editor',
      factory: ({ model }) => EditorExtensionRegistry.createImmutableExtension(watched(model, places, languages))
    });
    completers?.registerProvider(new Completions(places, completers));
  }
};
