// The frame of a page: its title, which is also the browser's, what can be done, and its content, which scrolls.
import { type ReactNode, useEffect } from 'react';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import './parts.css';

interface PageBodyProps {
  readonly title: string;
  /** Beside the title, such as a state. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function PageBody({ title, mark, actions, children }: PageBodyProps) {
  const { say } = useSpeech();
  const product = say(words.productName);
  useEffect(() => {
    document.title = `${title} · ${product}`;
    return () => {
      document.title = product;
    };
  }, [title, product]);
  return (
    <main className="page-body">
      <div className="page-body-head">
        <h1>{title}</h1>
        {mark}
        <div className="page-body-actions">{actions}</div>
      </div>
      {children}
    </main>
  );
}
