// Whether a table is the city's own or the release's.
import { Tag } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { tableWords } from '../words/table-words.ts';

export function WhoseTag({ isOurs }: { readonly isOurs: boolean }) {
  const { say } = useSpeech();
  return <Tag color={isOurs ? 'blue' : 'default'}>{say(isOurs ? tableWords.ours : tableWords.releases)}</Tag>;
}
