"use strict";
// Lays the widgets out as CloudWatch does, on 24 columns, and keeps them up to date.

const samples = new Samples();
const $ = id => document.getElementById(id);
let bodies = {}, logs = {}, current = "";

function spanNow() {
  const period = Number($("period").value), wanted = Number($("window").value);
  const end = RECORDED ? samples.last + 1 : Math.floor(Date.now() / 1000);
  const last = Math.floor(end / period);
  const count = Math.max(2, RECORDED ? last - Math.floor(samples.first / period) + 1 : Math.ceil(wanted / period));
  const start = (last - count + 1) * period;
  return { start, period, count, indexes: [...Array(count).keys()] };
}

function draw() {
  const span = spanNow(), empty = [];
  $("grid").replaceChildren(...bodies[current].widgets.map(widget => {
    const box = element("section", { class: "widget" + (widget.type === "text" ? " plain" : ""),
      style: `grid-area:${widget.y + 1}/${widget.x + 1}/span ${widget.height}/span ${widget.width}` });
    const properties = widget.properties;
    if (properties.title) box.append(element("h3", {}, properties.title));
    if (widget.type === "text") box.append(...markdown(properties.markdown));
    if (widget.type === "alarm") box.append(alarms(span));
    if (widget.type === "log" && !drawLog(box, properties.query)) empty.push(properties.title);
    if (widget.type === "metric" && !drawMetric(box, widget, span)) empty.push(properties.title);
    return box;
  }));
  document.body.dataset.empty = empty.join("; ");
  $("state").textContent = (RECORDED ? "recorded" : "live") + (empty.length ? ` · no data yet: ${empty.length} of ${bodies[current].widgets.length}` : "");
}

/** False when there is nothing to show. */
function drawMetric(box, widget, span) {
  const properties = widget.properties;
  const whole = properties.setPeriodToTimeRange ? { ...span, period: span.period * span.count, count: 1, indexes: [0] } : span;
  const lines = linesOf(properties, samples, whole);
  const width = widget.width * 52, height = widget.height * 44 - 62;
  if (properties.view === "singleValue") box.append(drawFigures(lines, properties.sparkline));
  else box.append(...drawGraph(lines, properties, width, height, span));
  return lines.some(line => lastOf(line.values) != null);
}

/** False when the query has no answer yet; no line is an answer, too. */
function drawLog(box, query) {
  const table = logs[query];
  if (!table) {
    box.append(element("p", {}, query));
    return false;
  }
  if (!table.rows.length) box.append(element("p", {}, "no line in this window"));
  else box.append(element("div", { class: "log" }, element("table", {}, row("th", table.fields), ...table.rows.map(cells => row("td", cells)))));
  return true;
}

const row = (kind, cells) => element("tr", {}, ...cells.map(cell => element(kind, {}, cell)));

/** Alarms and dashboards share thresholds: each line on a graph is one, over it in 3 of 5 periods. */
function alarms(span) {
  const list = element("div", { class: "alarms" });
  for (const body of Object.values(bodies)) {
    for (const { properties } of body.widgets) {
      for (const mark of properties.annotations?.horizontal ?? []) {
        const over = linesOf(properties, samples, span).some(line =>
          line.values.slice(-5).filter(value => value != null && value >= mark.value).length >= 3);
        list.append(element("span", { class: over ? "alarm" : "ok" }, `${properties.title} ${over ? "≥" : "<"} ${figure(mark.value)}`));
      }
    }
  }
  return list;
}

/** As much of Markdown as our texts use: headings and links. */
function markdown(text) {
  return text.split("\n").map(line => {
    const node = element(line.startsWith("#") ? "h2" : "p");
    for (const part of line.replace(/^#+ /, "").split(/(\[[^\]]+\]\([^)]+\))/)) {
      const link = part.match(/^\[([^\]]+)\]/);
      const target = link && Object.keys(bodies).find(name => part.endsWith("-" + name + ")"));
      node.append(target ? element("a", { href: "#" + target }, link[1]) : link ? link[1] : part);
    }
    return node;
  });
}

function select() {
  current = location.hash.slice(1) in bodies ? location.hash.slice(1) : Object.keys(bodies)[0];
  $("tabs").replaceChildren(...Object.keys(bodies).map(name =>
    element("a", name === current ? { href: "#" + name, "aria-current": "page" } : { href: "#" + name }, name)));
  draw();
}

async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error("status " + answer.status);
  return answer.json();
}

// Searching the logs costs more than telling numbers, and changes less.
let polls = 0;

async function poll() {
  try {
    samples.take(await ask("metrics?since=" + Math.max(0, samples.last - 3)));
    if (polls++ % 5 === 0) logs = await ask("logs");
    draw();
  } catch (problem) {
    $("state").textContent = "no metrics: " + problem.message;
  }
  setTimeout(poll, 1000);
}

async function begin() {
  bodies = RECORDED ? RECORDED.bodies : await ask("bodies");
  if (RECORDED) {
    samples.take(RECORDED.metrics);
    logs = RECORDED.metrics.logs ?? {};
  }
  addEventListener("hashchange", select);
  $("period").onchange = $("window").onchange = draw;
  $("theme").onclick = () => {
    const root = document.documentElement.style;
    root.colorScheme = getComputedStyle(document.body).backgroundColor === "rgb(242, 243, 243)" ? "dark" : "light";
  };
  if (RECORDED) $("window").parentElement.hidden = true;
  select();
  if (!RECORDED) poll();
}

begin();
