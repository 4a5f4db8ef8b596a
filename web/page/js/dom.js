// Elements are made here only, and text enters them as text nodes: no message can become markup.

export const byId = id => document.getElementById(id);

/** An element with attributes (`class`, `title`, …; handlers as functions) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== undefined).map(asNode));
  return element;
}

/** A colour of its own for each name, from its hash. */
export function hue(name) {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)) % 360;
  return String(hash);
}

/** 3723 as 1:02:03. */
export function duration(seconds) {
  const two = number => String(number).padStart(2, '0');
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const asNode = child => (child instanceof Node ? child : document.createTextNode(String(child)));
