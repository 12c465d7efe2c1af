// The product's mark and name.
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

export function ProductMark({ isLarge = false }: { readonly isLarge?: boolean }) {
  const { say } = useSpeech();
  return (
    <h1 className={isLarge ? 'product-mark product-mark-large' : 'product-mark'}>
      <img src="/favicon.svg" alt="" />
      <span>{say(words.productName)}</span>
    </h1>
  );
}
