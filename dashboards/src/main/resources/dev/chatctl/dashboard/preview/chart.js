"use strict";
// Draws a metric widget: an SVG graph with its legend, or figures with a small line beneath.

const COLORS = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

function element(name, attributes = {}, ...children) {
  const node = /^(svg|path|line|text|g)$/.test(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function figure(value) {
  if (value == null || !isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e6) return (value / 1e6).toFixed(1) + "M";
  if (size >= 1e4) return (value / 1e3).toFixed(1) + "k";
  return size >= 100 || Number.isInteger(value) ? String(Math.round(value)) : size >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

const lastOf = values => values.findLast(value => value != null) ?? null;

/** A round number not below a value: 1, 2 or 5 times a power of ten. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value);
}

function drawFigures(lines, sparkline) {
  const box = element("div", { class: "values" });
  for (const line of lines) {
    box.append(element("div", {}, element("b", {}, figure(lastOf(line.values))), element("span", {}, line.label)));
  }
  if (sparkline && lines.length) box.append(graph(lines, {}, 160, 60, null));
  return box;
}

function drawGraph(lines, properties, width, height, span) {
  lines.forEach((line, index) => { line.color ??= COLORS[index % COLORS.length]; });
  const legend = element("div", { class: "legend" });
  for (const line of lines) {
    legend.append(element("span", {}, element("i", { style: "background:" + line.color }), line.label + " " + figure(lastOf(line.values))));
  }
  return [graph(lines, properties, width, height, span), legend];
}

/** The lines alone; with axes when there is a span to label. */
function graph(lines, properties, width, height, span) {
  const left = span ? 68 : 2, bottom = span ? 16 : 2, top = 6;
  const drawn = properties.stacked ? stack(lines) : lines.map(line => ({ ...line, floor: null }));
  const marks = properties.annotations?.horizontal ?? [];
  const highest = Math.max(0, ...drawn.flatMap(line => line.values.filter(v => v != null && isFinite(v))));
  // A line far above all values would flatten them: it is told in words instead.
  const near = marks.filter(mark => highest > 0 && mark.value <= highest * 3);
  const ceiling = properties.yAxis?.left?.max ?? roundUp(Math.max(highest, ...near.map(mark => mark.value)) || 1);
  const count = Math.max(2, lines[0]?.values.length ?? 2);
  const x = i => left + i * (width - left - 4) / (count - 1);
  const y = value => top + (height - top - bottom) * (1 - Math.min(value, ceiling) / ceiling);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img" });
  if (span) axes(svg, span, { left, bottom, width, height, x, y, ceiling, unit: properties.yAxis?.left?.label ?? "" });
  for (const line of drawn) {
    if (line.floor) svg.append(element("path", { d: area(line, x, y), fill: line.color, "fill-opacity": .35, stroke: "none" }));
    svg.append(element("path", { d: trace(line.values, x, y), fill: "none", stroke: line.color ?? COLORS[0], "stroke-width": 1.5 }));
  }
  for (const mark of span ? marks : []) {
    const at = near.includes(mark) ? y(mark.value) : top + 2;
    const line = element("g", {});
    if (near.includes(mark)) line.append(element("line", { x1: left, x2: width, y1: at, y2: at, stroke: mark.color ?? "#d13212", "stroke-dasharray": "4 3" }));
    line.append(element("text", { x: width - 4, y: Math.max(9, at - 3), "text-anchor": "end" }, `${mark.label ?? ""} ${figure(mark.value)}`));
    svg.append(line);
  }
  return svg;
}

function axes(svg, span, at) {
  for (const share of [0, .5, 1]) {
    const y = at.y(at.ceiling * share);
    svg.append(element("line", { x1: at.left, x2: at.width, y1: y, y2: y, stroke: "currentColor", "stroke-opacity": .15 }));
    svg.append(element("text", { x: at.left - 4, y: y + 3, "text-anchor": "end" }, figure(at.ceiling * share) + (share === 1 ? " " + at.unit : "")));
  }
  for (const share of [0, .5, 1]) {
    const second = span.start + share * span.count * span.period;
    svg.append(element("text", { x: at.left + share * (at.width - at.left - 4), y: at.height - 3, "text-anchor": ["start", "middle", "end"][share * 2] },
      new Date(second * 1000).toTimeString().slice(0, 8)));
  }
}

function trace(values, x, y) {
  let path = "", pen = false;
  values.forEach((value, i) => {
    if (value == null || !isFinite(value)) { pen = false; return; }
    const alone = !pen && values[i + 1] == null;
    path += `${pen ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}${alone ? "h2" : ""}`;
    pen = true;
  });
  return path;
}

function area(line, x, y) {
  const up = line.values.map((value, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(value ?? 0).toFixed(1)}`).join("");
  const down = line.floor.map((value, i) => `L${x(i).toFixed(1)} ${y(value).toFixed(1)}`).reverse().join("");
  return up + down + "Z";
}

function stack(lines) {
  let floor = new Array(lines[0]?.values.length ?? 0).fill(0);
  return lines.map(line => {
    const values = line.values.map((value, i) => (value ?? 0) + floor[i]);
    const stacked = { ...line, values, floor };
    floor = values;
    return stacked;
  });
}
