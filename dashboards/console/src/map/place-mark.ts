// A flood or rain point's mark on the map: a button with its value and name, since drawn text would need fonts
// from a server.
import { Marker } from 'maplibre-gl';
import type { Severity } from '../../../../core/severity.ts';
import { severityLooks } from '../look/severity-look.ts';

export interface MarkContent {
  readonly id: string;
  readonly kind: 'flood' | 'rain';
  readonly lon: number;
  readonly lat: number;
  readonly name: string;
  /** Such as `15.2 cm`. */
  readonly value: string;
  readonly severity: Severity | null;
  /** All of it in words, for who does not see it. */
  readonly label: string;
  readonly isSelected: boolean;
}

export class PlaceMark {
  readonly #marker: Marker;
  readonly #button: HTMLButtonElement;
  readonly #value = document.createElement('b');
  readonly #name = document.createElement('span');
  #shown = '';

  constructor(content: MarkContent, onSelect: (id: string) => void) {
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.append(this.#value, ' ', this.#name);
    this.#button.addEventListener('click', (event) => {
      event.stopPropagation();
      onSelect(content.id);
    });
    this.#marker = new Marker({ element: this.#button, anchor: 'top', offset: [0, -11] });
    this.update(content);
  }

  get marker(): Marker {
    return this.#marker;
  }

  /** Touches the page only where something changed. */
  update(content: MarkContent): void {
    const key = JSON.stringify(content);
    if (key === this.#shown) return;
    this.#shown = key;
    const { kind, name, value, severity, label, isSelected } = content;
    this.#value.textContent = value;
    this.#name.textContent = name;
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#button.classList.add('place-mark');
    this.#button.classList.toggle('is-rain', kind === 'rain');
    this.#button.classList.toggle('is-alarmed', severity !== null);
    this.#button.classList.toggle('is-selected', isSelected);
    const look = severity === null ? null : severityLooks[severity];
    this.#value.style.background = look?.fill ?? '';
    this.#value.style.color = look?.ink ?? '';
    this.#marker.setLngLat([content.lon, content.lat]);
  }

  remove(): void {
    this.#marker.remove();
  }
}
