"use strict";
// From samples to lines: statistics by period, and CloudWatch's metric math over them.

/** The samples, by namespace, name and dimensions. */
class Samples {
  constructor() { this.series = new Map(); this.last = 0; this.first = Infinity; }

  /** Takes an answer of the metrics endpoint; seconds told again replace what was known of them. */
  take(answer) {
    this.base = answer.bucket_base; this.zero = answer.zero_bucket;
    for (const series of answer.series) {
      const key = Samples.key(series.namespace, series.name, series.dimensions);
      if (!this.series.has(key)) this.series.set(key, new Map());
      const points = this.series.get(key);
      for (const point of series.points) {
        points.set(point[0], point);
        this.last = Math.max(this.last, point[0]);
        this.first = Math.min(this.first, point[0]);
      }
    }
  }

  // A stack has one API, whose id nobody knows before it runs.
  static key(namespace, name, dimensions) {
    const names = Object.keys(dimensions).sort();
    return JSON.stringify([namespace, name, names.map(n => n + "=" + (n === "ApiId" ? "*" : dimensions[n]))]);
  }

  /** A statistic for each period of the window; null where there is no sample. */
  line(metric, stat, span) {
    const groups = new Array(span.count).fill(null);
    const points = this.series.get(Samples.key(metric.namespace, metric.name, metric.dimensions));
    for (const point of points ? points.values() : []) {
      const index = Math.floor((point[0] - span.start) / span.period);
      if (index >= 0 && index < span.count) (groups[index] ??= []).push(point);
    }
    return groups.map(group => group && this.statistic(group, stat));
  }

  statistic(points, stat) {
    const total = index => points.reduce((sum, point) => sum + point[index], 0);
    switch (stat) {
      case "Sum": return total(2);
      case "SampleCount": return total(1);
      case "Average": return total(2) / total(1);
      case "Minimum": return Math.min(...points.map(point => point[3]));
      case "Maximum": return Math.max(...points.map(point => point[4]));
      default: return this.percentile(points, Number(stat.slice(1)), total(1));
    }
  }

  percentile(points, percent, count) {
    const buckets = new Map();
    for (const point of points) {
      for (let i = 0; i < point[5].length; i += 2) {
        buckets.set(point[5][i], (buckets.get(point[5][i]) ?? 0) + point[5][i + 1]);
      }
    }
    let left = Math.max(1, Math.ceil(count * percent / 100));
    for (const [bucket, size] of [...buckets].sort((a, b) => a[0] - b[0])) {
      left -= size;
      if (left <= 0) return bucket === this.zero ? 0 : this.base ** bucket;
    }
    return null;
  }
}

/** The rows of a widget as lines: {label, color, values}; hidden ones only feed expressions. */
function linesOf(properties, samples, span) {
  const lines = new Map(), shown = [], expressions = [];
  properties.metrics.forEach((row, index) => {
    const options = typeof row.at(-1) === "object" ? row.at(-1) : {};
    const line = { id: options.id ?? "row" + index, label: options.label, color: options.color };
    if (options.expression) {
      line.expression = options.expression;
      line.label ??= options.expression;
      expressions.push(line);
    } else {
      const [namespace, name, ...pairs] = row.filter(cell => typeof cell === "string");
      const dimensions = {};
      for (let i = 0; i < pairs.length; i += 2) dimensions[pairs[i]] = pairs[i + 1];
      line.label ??= name;
      line.values = samples.line({ namespace, name, dimensions }, options.stat ?? properties.stat ?? "Average", span);
    }
    lines.set(line.id, line);
    if (options.visible !== false) shown.push(line);
  });
  for (const line of expressions) line.values = new Expression(line.expression, lines, span).values();
  return shown;
}

/** Metric math, as far as the checker lets dashboards use it. A value is a line, a number, or many lines. */
class Expression {
  constructor(text, lines, span) {
    this.tokens = text.match(/"[^"]*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|[<>=!]=|[-+*/^<>(),]/g) ?? [];
    this.at = 0; this.lines = lines; this.span = span;
  }

  values() {
    const value = this.compare();
    return Array.isArray(value) ? value : new Array(this.span.count).fill(value);
  }

  take(...wanted) { return wanted.includes(this.tokens[this.at]) ? this.tokens[this.at++] : null; }

  binary(next, operators) {
    let left = next();
    for (let op; (op = this.take(...Object.keys(operators)));) left = zip(operators[op], left, next());
    return left;
  }

  compare() {
    return this.binary(() => this.sum(), {
      "<": (a, b) => +(a < b), ">": (a, b) => +(a > b), "<=": (a, b) => +(a <= b), ">=": (a, b) => +(a >= b),
      "==": (a, b) => +(a === b), "!=": (a, b) => +(a !== b),
    });
  }

  sum() { return this.binary(() => this.product(), { "+": (a, b) => a + b, "-": (a, b) => a - b }); }

  product() {
    return this.binary(() => this.factor(), { "*": (a, b) => a * b, "/": (a, b) => b === 0 ? null : a / b });
  }

  factor() {
    if (this.take("-")) return zip((a, b) => a - b, 0, this.factor());
    if (this.take("(")) { const value = this.compare(); this.take(")"); return value; }
    const token = this.tokens[this.at++] ?? "";
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    return this.take("(") ? this.call(token) : this.lineOf(token);
  }

  lineOf(id) {
    const line = this.lines.get(id);
    if (!line) throw new Error("no row has the id " + id);
    return line.values ??= new Expression(line.expression, this.lines, this.span).values();
  }

  call(name) {
    const args = [];
    while (!this.take(")")) { args.push(this.compare()); this.take(","); }
    const [first, second, third] = args;
    const over = combine => many(first) ? combineLines(first, combine) : scalar(first, combine);
    switch (name) {
      case "METRICS":
        return Object.assign([...this.lines.values()].filter(line => line.values && (!first || line.id.includes(first))).map(line => line.values), { many: true });
      case "PERIOD": return this.span.period;
      case "FILL": return first.map(value => value ?? second);
      case "SUM": return over(values => values.reduce((a, b) => a + b, 0));
      case "AVG": return over(values => values.reduce((a, b) => a + b, 0) / values.length);
      case "MIN": return over(values => Math.min(...values));
      case "MAX": return over(values => Math.max(...values));
      case "ABS": return zip(Math.abs, first, 0);
      case "CEIL": return zip(Math.ceil, first, 0);
      case "FLOOR": return zip(Math.floor, first, 0);
      case "DIFF": return differences(first);
      case "RATE": return zip((value, period) => value / period, differences(first), this.span.period);
      case "RUNNING_SUM": { let sum = 0; return first.map(value => value == null ? null : (sum += value)); }
      case "IF": return this.span.indexes.map(i => pick(first, i) ? pick(second, i) : pick(third ?? null, i));
      default: throw new Error("no function is called " + name);
    }
  }
}

const many = value => Array.isArray(value) && value.many;
const pick = (value, i) => Array.isArray(value) ? value[i] : value;

function zip(combine, a, b) {
  if (!Array.isArray(a) && !Array.isArray(b)) return combine(a, b);
  return (Array.isArray(a) ? a : b).map((_, i) => {
    const x = pick(a, i), y = pick(b, i);
    return x == null || y == null ? null : combine(x, y);
  });
}

function combineLines(lines, combine) {
  return (lines[0] ?? []).map((_, i) => {
    const values = lines.map(line => line[i]).filter(value => value != null);
    return values.length ? combine(values) : null;
  });
}

function differences(line) {
  return line.map((value, i) => i > 0 && value != null && line[i - 1] != null ? value - line[i - 1] : null);
}

function scalar(line, combine) {
  const values = line.filter(value => value != null);
  return values.length ? combine(values) : null;
}
