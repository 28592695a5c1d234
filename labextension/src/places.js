// Tells what an editor holds, and where.

const MAGIC = /^%%(dockerfile|compose|answer)[ \t]+(\S+)/;
const YAML = /\.ya?ml$/i;
const DOCKERFILE = /^(.+[._-])?(docker|container)file([._-][^.]+)?$/i;
const COMPOSE = /^(.+[._-])?((docker|podman)-?)?compose([._-].+)?\.ya?ml$/i;
const MIME = { dockerfile: 'text/x-dockerfile', yaml: 'text/x-yaml', text: 'text/plain' }; // as CodeMirror has them

export class Places {
  constructor(notebooks, files) {
    this.notebooks = notebooks;
    this.files = files;
  }

  /** Return the path of the notebook or file that a model belongs to, undefined for none. */
  pathOf(model) {
    const file = this.files.find(({ content }) => content.model === model);
    const holds = ({ content }) => content.widgets.some(cell => cell.model === model);
    return (file ?? this.notebooks.find(holds))?.context.path;
  }

  /** Return the language of what we judge, as a MIME type; undefined where it is something else. */
  mimeOf(model) {
    const [, kind, name] = MAGIC.exec(model.sharedModel.getSource()) ?? [];
    if (kind) {
      return kind === 'dockerfile' ? MIME.dockerfile : kind === 'compose' || YAML.test(name) ? MIME.yaml : MIME.text;
    }
    const file = this.files.find(({ content }) => content.model === model)?.context.path.split('/').pop() ?? '';
    return COMPOSE.test(file) ? MIME.yaml : DOCKERFILE.test(file) ? MIME.dockerfile : undefined;
  }
}
