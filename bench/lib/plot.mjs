// Line charts as SVG, made by hand: readable on light and dark ground, and the same numbers give the same bytes.
import { shown } from './numbers.mjs';

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 70;
const RIGHT = 150;
const TOP = 50;
const BOTTOM = 50;
const COLOURS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#e69f00'];

/**
 * @param {{title: string, x: string, y: string, note: string}} words title, what the axes show, and on what it was measured
 * @param {(string | number)[]} places on the x axis, at equal distances
 * @param {{name: string, values: (number | undefined)[]}[]} series a value for each place, or none
 */
export function lines({ title, x, y, note }, places, series) {
  const top = roof(Math.max(...series.flatMap(({ values }) => values.filter((value) => value !== undefined))));
  const across = (i) => LEFT + ((i + 0.5) * (WIDTH - LEFT - RIGHT)) / places.length;
  const up = (value) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
    '<style>text{font:12px sans-serif;fill:#555}.title{font-size:15px;font-weight:bold}.note{font-size:9px}line{stroke:#8886}' +
      '@media(prefers-color-scheme:dark){text{fill:#bbb}}</style>',
    text(LEFT, 22, title, 'class="title"'),
    text(LEFT, 38, y, ''),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 22, x, 'text-anchor="middle"'),
    text(LEFT, HEIGHT - 6, note, 'class="note"'),
  ];
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const at = round(up(part * top));
    parts.push(`<line x1="${LEFT}" y1="${at}" x2="${WIDTH - RIGHT}" y2="${at}"/>`, text(LEFT - 6, at + 4, shown(part * top), 'text-anchor="end"'));
  }
  places.forEach((place, i) => parts.push(text(round(across(i)), HEIGHT - BOTTOM + 16, String(place), 'text-anchor="middle"')));
  series.forEach(({ name, values }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const points = values.flatMap((value, place) => (value === undefined ? [] : [[round(across(place)), round(up(value))]]));
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point) => point.join(',')).join(' ')}"/>`);
    points.forEach(([cx, cy]) => parts.push(`<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`));
    const legend = TOP + 10 + 18 * i;
    parts.push(`<circle cx="${WIDTH - RIGHT + 14}" cy="${legend}" r="4" fill="${colour}"/>`, text(WIDTH - RIGHT + 24, legend + 4, name, ''));
  });
  return `${parts.join('\n')}\n</svg>\n`;
}

/** The least round number that is not below. */
function roof(value) {
  const size = 10 ** Math.floor(Math.log10(value));
  return size * [1, 2, 4, 5, 8, 10].find((step) => step * size >= value);
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function text(x, y, words, more) {
  return `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;
}

function escaped(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
