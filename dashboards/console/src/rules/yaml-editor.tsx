// An editor for YAML with marks at the lines that are to be mended. Loaded when the first one is looked at.
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import type { RuleMistake } from './rule-answers.ts';

interface YamlEditorProps {
  readonly label: string;
  readonly text: string;
  readonly mistakes: readonly RuleMistake[];
  readonly isReadOnly?: boolean;
  onChange(text: string): void;
}

/** The console's own colours, so that dark and light need no second theme. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--good)' },
  { tag: tags.comment, color: 'var(--text-quiet)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--text-quiet)' },
]);

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--ground)', color: 'var(--text)', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--panel-raised)', color: 'var(--text-quiet)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--panel-raised)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 35%, transparent)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--text)', border: '1px solid var(--edge)' },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)' },
});

export function YamlEditor({ label, text, mistakes, isReadOnly = false, onChange }: YamlEditorProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const access = useRef(new Compartment());
  const changed = useRef(onChange);
  changed.current = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is told to it below
  useEffect(() => {
    if (holder.current === null) return;
    const made = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup,
          yaml(),
          syntaxHighlighting(colours),
          look,
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          access.current.of(EditorState.readOnly.of(isReadOnly)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const known = view.current;
    if (known === null || known.state.doc.toString() === text) return;
    known.dispatch({ changes: { from: 0, to: known.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(EditorState.readOnly.of(isReadOnly)) });
  }, [isReadOnly]);
  useEffect(() => {
    const known = view.current;
    if (known === null) return;
    known.dispatch(setDiagnostics(known.state, mistakes.map(markOf(known.state))));
  }, [mistakes]);
  return <div ref={holder} className="yaml-editor" />;
}

/** Over the whole line without its indent. A text that has grown shorter meanwhile is marked at its end. */
function markOf({ doc }: EditorState): (mistake: RuleMistake) => Diagnostic {
  return ({ line, mend }) => {
    const { from, to, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const indent = text.length - text.trimStart().length;
    return { from: Math.min(from + indent, to), to, severity: 'error', message: mend };
  };
}
