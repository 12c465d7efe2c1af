// Photos of a form: handed in as they are chosen, shown small, taken out again by a button.
import { CameraOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Image, Spin } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { sendPhoto } from '../api-client/request.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';

const mediaTypes = 'image/jpeg,image/png,image/webp';
const thumbnail_px = 88;
/** Where the hub's own photos are. */
const ownPhotos = '/api/v1/photos/';

interface PhotoFieldProps {
  /** Links of those that the hub has. */
  readonly value?: readonly string[];
  onChange?(value: readonly string[]): void;
}

export function PhotoField({ value = [], onChange }: PhotoFieldProps) {
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);

  async function add(files: FileList | null) {
    const chosen = [...(files ?? [])];
    if (chosen.length === 0) return;
    setFailure(null);
    setSending(chosen.length);
    const urls = [...value];
    try {
      for (const file of chosen) {
        urls.push((await sendPhoto(file)).url);
        setSending((left) => left - 1);
      }
    } catch (thrown) {
      setFailure(messageOf(thrown));
    }
    setSending(0);
    onChange?.([...new Set(urls)]);
  }

  return (
    <div>
      <PhotoRow photos={value} onRemove={(url) => onChange?.(value.filter((kept) => kept !== url))} />
      <input
        ref={input}
        // Ant Design shows files' inputs within its forms.
        style={{ display: 'none' }}
        tabIndex={-1}
        type="file"
        multiple
        accept={mediaTypes}
        aria-label={say(caseWords.addPhotos)}
        onChange={(event) => {
          void add(event.target.files);
          event.target.value = '';
        }}
      />
      <Button icon={<CameraOutlined />} disabled={sending > 0} onClick={() => input.current?.click()}>
        {say(caseWords.addPhotos)} {sending > 0 && <Spin size="small" />}
      </Button>
      <p className="quiet">{say(caseWords.photoTypes)}</p>
      {failure !== null && <Alert type="error" title={failure} />}
    </div>
  );
}

interface PhotoRowProps {
  readonly photos: readonly string[];
  onRemove?(url: string): void;
}

/** Small, each opened by a click, one after another. */
export function PhotoRow({ photos, onRemove }: PhotoRowProps) {
  const { say } = useSpeech();
  if (photos.length === 0) return null;
  // A report of another program may name pictures elsewhere, which the content policy does not let in.
  const elsewhere = photos.filter((url) => !url.startsWith(ownPhotos));
  return (
    <Image.PreviewGroup>
      {elsewhere.map((url) => (
        <p key={url}>
          <a href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
        </p>
      ))}
      <div className="case-photos">
        {photos
          .filter((url) => url.startsWith(ownPhotos))
          .map((url, n) => (
            <span key={url} className="case-photo-chosen">
              <Image
                src={`${url}?size=small`}
                preview={{ src: url }}
                alt={`${say(caseWords.photos)} ${n + 1}`}
                width={thumbnail_px}
                height={thumbnail_px}
                loading="lazy"
              />
              {onRemove !== undefined && (
                <Button
                  size="small"
                  shape="circle"
                  icon={<CloseOutlined />}
                  aria-label={say(caseWords.removePhoto)}
                  onClick={() => onRemove(url)}
                />
              )}
            </span>
          ))}
      </div>
    </Image.PreviewGroup>
  );
}
