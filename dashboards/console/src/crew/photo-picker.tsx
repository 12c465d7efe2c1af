// Photos for an action, from the camera or the album, made small at once.
import { type ChangeEvent, useEffect, useMemo, useState } from 'react';
import { useSpeech } from '../words/language.tsx';
import { crewWords } from './crew-words.ts';
import { shrinkPhoto } from './shrink-photo.ts';

interface PhotoPickerProps {
  readonly photos: readonly Blob[];
  onChange(photos: readonly Blob[]): void;
}

const mostPhotos = 9;

export function PhotoPicker({ photos, onChange }: PhotoPickerProps) {
  const { say } = useSpeech();
  const [hasFailed, setFailed] = useState(false);

  async function take(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    setFailed(false);
    const shrunk: Blob[] = [];
    for (const file of files) {
      await shrinkPhoto(file).then(
        (photo) => shrunk.push(photo),
        () => setFailed(true),
      );
    }
    onChange([...photos, ...shrunk].slice(0, mostPhotos));
  }

  return (
    <div>
      <div className="crew-form-buttons">
        <label className="crew-button">
          {say(crewWords.takePhoto)}
          <input type="file" className="for-reader" accept="image/*" capture="environment" onChange={take} />
        </label>
        <label className="crew-button">
          {say(crewWords.fromAlbum)}
          <input type="file" className="for-reader" accept="image/*" multiple onChange={take} />
        </label>
      </div>
      <div role="alert">{hasFailed && <p className="crew-fault">{say(crewWords.photoFailed)}</p>}</div>
      <ul className="crew-photos">
        {photos.map((photo, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a blob has no name, and the list is short
          <li key={n}>
            <KeptPhoto photo={photo} name={`${say(crewWords.photo)} ${n + 1}`} />
            <button
              type="button"
              className="crew-button is-small"
              aria-label={`${say(crewWords.removePhoto)} ${n + 1}`}
              onClick={() => onChange(photos.filter((_, other) => other !== n))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A photo that is on the phone only. */
export function KeptPhoto({ photo, name }: { readonly photo: Blob; readonly name: string }) {
  const url = useMemo(() => URL.createObjectURL(photo), [photo]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={name} />;
}
