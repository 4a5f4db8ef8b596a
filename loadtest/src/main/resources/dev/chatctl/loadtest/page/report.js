'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const s = data.summary;
  const root = document.getElementById('report');
  const ink = getComputedStyle(document.body).color;
  const line = getComputedStyle(document.documentElement).getPropertyValue('--line').trim();
  const colours = ['#3b7dd8', '#d9822b', '#2a9d6f', '#b5489e', '#8a6d3b', '#c0392b'];

  const element = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => node.setAttribute(name, value));
    children.flat().forEach((child) => node.append(child));
    return node;
  };
  const ms = (v) => v == null ? 'no data' : (v < 10 ? v.toFixed(2) : v < 100 ? v.toFixed(1) : Math.round(v).toLocaleString('en')) + ' ms';
  const n = (v) => Math.round(v).toLocaleString('en');
  const table = (head, rows) => element('div', { class: 'scroll' }, element('table', {},
    element('thead', {}, element('tr', {}, head.map((h) => element('th', {}, h)))),
    element('tbody', {}, rows.map((row) => element('tr', {},
      row.map((cell) => cell instanceof Node ? element('td', {}, cell) : element('td', {}, String(cell))))))));

  // Verdict first.
  const failed = s.slo.filter((check) => !check.passed);
  const kept = s.flawless && failed.length === 0;
  const word = !kept ? 'FAIL ' : s.valid ? 'PASS ' : 'NOT VALID ';
  // Rounded down: it may not have listened for longer than it says.
  const within = `within ${Math.floor(s.lingered_s * 10) / 10} s`;
  const budget = s.lost + s.late + s.duplicates + s.cuts.unplanned;
  const delivered = budget === 0 ? `Every delivery arrived, none twice ${within}`
    : `Within its budget: ${n(s.lost)} lost, ${n(s.late)} late, ${n(s.duplicates)} twice ${within}, ${n(s.cuts.unplanned)} connections cut`;
  const sentence = !s.complete ? `Incomplete: ${s.stopped}`
    : s.flawless ? `${delivered}${failed.length ? `, but ${failed.length} objectives were missed` : ''}.`
    : `${s.flaws.join('; ')}.`;
  root.append(
    element('h1', {}, `${s.scenario}: ${data.steps.length > 1 ? `${n(data.steps[0].n)} to ` : ''}${n(s.clients)} listeners, ${n(s.messages)} messages`),
    element('div', { class: 'faint' }, `run ${s.run_id}, ${s.started_at}, ${s.shards === 1 ? 'one process' : `${s.shards} processes`}`),
    element('div', { class: kept && s.valid ? 'verdict' : 'verdict bad' },
      element('b', { class: kept && s.valid ? 'pass' : 'fail' }, word), sentence,
      s.valid ? '' : element('div', { class: 'warn' }, `Not valid: ${s.invalid_reasons.join('; ')}`),
      s.baseline ? element('div', {}, `Against ${s.baseline.run_id}: ${s.baseline.statement}`) : ''));

  const figure = (value, label) => element('div', { class: 'figure' }, element('b', {}, value), label);
  root.append(element('div', { class: 'grid' },
    figure(s.delivery_ratio === 1 ? '1.0' : (Math.floor(s.delivery_ratio * 1e6) / 1e6).toString(), 'delivery ratio'),
    figure(n(s.deliveries_per_second), `deliveries/s of ${n(s.offered_per_second)} offered`),
    figure(ms(s.delivery_ms.p50), 'delivery p50'),
    figure(ms(s.delivery_ms.p99), 'delivery p99'),
    figure(ms(s.time_to_last_ms.p50), 'time to last p50'),
    figure(ms(s.time_to_last_ms.p99), 'time to last p99')));

  if (s.slo.length) {
    root.append(element('h2', {}, 'Objectives'), table(['rule', 'found', ''], s.slo.map((check) =>
      [check.rule, check.found, element('b', { class: check.passed ? 'pass' : 'fail' }, check.passed ? 'met' : 'MISSED')])));
  }

  if (data.steps.length) {
    root.append(element('h2', {}, 'Steps'), table(['listeners', 'delivery ratio', 'deliveries/s', 'delivery p50', 'p99', 'time to last p50', 'p99'],
      data.steps.map((step) => [n(step.n), step.ratio, n(step.per_second), ms(step.p50), ms(step.p99), ms(step.last_p50), ms(step.last_p99)])));
  }

  // Charts.
  const charts = element('div', { class: 'charts' });
  root.append(element('h2', {}, 'Charts'), charts);
  const card = (title, note) => {
    const body = element('div', {});
    charts.append(element('div', { class: 'chart' }, element('h3', {}, title), element('p', { class: 'faint' }, note), body));
    return body;
  };
  const axis = (label, extra) => ({ label, stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line }, ...extra });
  const plots = [];
  const short = (v) => v >= 1000 ? n(v) : String(+v.toPrecision(3));
  // What the legend tells without a pointer.
  const range = (row, unit) => {
    const values = row.filter((v) => v != null);
    const [low, high] = [short(Math.min(...values)), short(Math.max(...values))];
    return values.length ? ` (${low === high ? low : `${low} to ${high}`}${unit && ` ${unit}`})` : ' (no data)';
  };
  const isTen = (v) => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-6;
  const ticks = (log, values) => ({
    values: (u, splits) => splits.map((v) => v == null || (log && !isTen(v)) ? '' : values ? values(v) : short(v)),
  });
  const chart = (name, title, note, { x, series, rows, xLabel, yLabel, unit = yLabel, logX, logY, xValues, points }) => {
    const body = card(title, note);
    if (!rows[0].length) {
      body.append(element('p', { class: 'faint' }, 'Nothing was recorded.'));
      return;
    }
    const width = () => Math.max(260, body.clientWidth || 320);
    const plot = new uPlot({
      width: width(), height: 260,
      scales: {
        x: { time: false, distr: logX ? 3 : 1 },
        y: { distr: logY ? 3 : 1, range: logY ? undefined : (u, low, high) => [0, high > 0 ? high * 1.05 : 1] },
      },
      legend: { live: false },
      series: [{ label: x }, ...series.map((label, i) => ({
        label: label + range(rows[i + 1], unit), stroke: colours[i % colours.length], width: 1.5, spanGaps: true,
        ...(points && points[i] ? { paths: () => null, points: { show: true, size: 5 } } : { points: { show: rows[0].length < 3 } }),
      }))],
      axes: [axis(xLabel, ticks(logX, xValues)), axis(yLabel, { size: 64, ...ticks(logY) })],
    }, rows, body);
    body.dataset.chart = name;
    plots.push(() => plot.setSize({ width: width(), height: 260 }));
  };

  const p = data.percentiles;
  chart('percentiles', 'Latency by percentile', 'Delivery to each recipient, and time to the last one of each message.', {
    x: '1/(1-p)', xLabel: 'percentile', yLabel: 'ms', logX: true, logY: true, series: ['delivery', 'time to last'],
    rows: [p.x, p.delivery, p.last], xValues: (v) => { const q = 100 * (1 - 1 / v); return q >= 99.995 ? q.toFixed(4) : String(+q.toFixed(3)); },
  });

  const heat = data.heat;
  const drawHeat = () => {
    const body = card('Latency heat map', 'Deliveries by second of the run and latency; darker is more.');
    if (!heat.seconds.length) {
      body.append(element('p', { class: 'faint' }, 'Nothing was recorded.'));
      return;
    }
    const canvas = element('canvas', { class: 'heat' });
    body.append(canvas);
    body.dataset.chart = 'heat';
    const paint = () => {
      const ratio = window.devicePixelRatio || 1;
      const w = canvas.clientWidth || 320;
      const h = 260;
      canvas.width = w * ratio;
      canvas.height = h * ratio;
      const ctx = canvas.getContext('2d');
      ctx.scale(ratio, ratio);
      const used = heat.cells.map((cell) => cell[1]);
      const low = Math.min(...used);
      const high = Math.max(...used);
      const top = Math.max(...heat.cells.map((cell) => cell[2]));
      const left = 58;
      const bottom = 22;
      const cw = (w - left) / heat.seconds.length;
      const ch = (h - bottom) / (high - low + 1);
      heat.cells.forEach(([column, bucket, count]) => {
        ctx.fillStyle = `rgba(59,125,216,${0.12 + 0.88 * Math.log1p(count) / Math.log1p(top)})`;
        ctx.fillRect(left + column * cw, h - bottom - (bucket - low + 1) * ch, Math.max(1, cw - 0.5), Math.max(1, ch - 0.5));
      });
      ctx.fillStyle = ink;
      ctx.font = '11px system-ui, sans-serif';
      ctx.textAlign = 'right';
      const every = Math.max(1, Math.ceil((high - low + 1) / 9));
      for (let bucket = low; bucket <= high; bucket += every) {
        ctx.fillText(ms(heat.ends[bucket] / 1000), left - 4, h - bottom - (bucket - low) * ch - 2);
      }
      ctx.textAlign = 'center';
      const step = Math.max(1, Math.ceil(heat.seconds.length / 8));
      heat.seconds.forEach((second, i) => {
        if (i % step === 0) {
          ctx.fillText(`${second} s`, left + (i + 0.5) * cw, h - 6);
        }
      });
    };
    paint();
    plots.push(paint);
  };
  drawHeat();

  const reach = data.reach;
  chart('reach', reach.steps ? 'Time to last against N' : 'Time to reach N recipients',
    `${short(reach.fit.per_recipient_us)} us a recipient on top of ${ms(reach.fit.base_ms)}, ${reach.steps ? 'by least squares' : 'from the first to the last of the message that is in the middle'}.`, {
      x: 'recipients', xLabel: 'recipients', yLabel: 'ms', series: ['measured', 'fit'],
      rows: [reach.n, reach.ms, reach.fitted], points: [true, false],
    });
  const curve = data.arrivals;
  chart('arrivals', 'Arrivals after a send', 'Share of recipients reached, for the median and for the worst message.', {
    x: 'ms', xLabel: 'ms since due', yLabel: '% reached', logX: true, series: ['median message', 'worst message'],
    rows: [curve.ms, curve.median, curve.worst],
  });
  const t = data.timeline;
  chart('throughput', 'Throughput', 'Deliveries in each second, offered and received.', {
    x: 's', xLabel: 's', yLabel: 'deliveries/s', series: ['offered', 'received'], rows: [t.s, t.offered, t.received],
  });
  const m = data.messages;
  chart('losses', 'Lost, late, duplicates, excused', 'By message, at the time it was due.', {
    x: 's', xLabel: 's since the first message', yLabel: 'deliveries', series: ['lost', 'late', 'duplicates', 'excused'],
    rows: [m.s, m.lost, m.late, m.duplicates, m.excused],
  });
  chart('ttl', 'Time to first and last', 'By message, at the time it was due.', {
    x: 's', xLabel: 's since the first message', yLabel: 'ms', series: ['last', 'first'], rows: [m.s, m.last, m.first],
  });
  chart('lag', 'The generator itself', 'Send lag p99 and the longest pause of this process, second by second.', {
    x: 's', xLabel: 's', yLabel: 'ms', series: ['send lag p99', 'longest pause'], rows: [t.s, t.lag, t.hiccup],
  });
  const cold = s.connect_cold ? ` ${s.connect_cold.statement}.` : '';
  chart('connect', 'Connecting', `Handshakes per second against the API Gateway quota of 500, and sockets open.${cold}`, {
    x: 's', xLabel: 's', yLabel: 'sockets', unit: '', series: ['handshakes/s', 'quota of handshakes/s', 'sockets open'], rows: [t.s, t.opened, t.quota, t.open],
  });
  const f = data.fairness;
  chart('fairness', 'Fairness', 'Mean latency of each recipient, in the order of connecting.', {
    x: 'recipient', xLabel: 'recipient', yLabel: 'ms', series: ['mean latency'], rows: [f.number, f.ms], points: [true],
  });

  // Tables.
  const quantiles = (name, q) => [name, n(q.count), ms(q.mean), ms(q.p50), ms(q.p90), ms(q.p99), ms(q.p99_9), ms(q.max)];
  root.append(element('h2', {}, 'Accounts'), table(['sent x recipients', 'received', 'late', 'lost', 'of them cut off', 'excused by plan', 'duplicates', 'reordered'],
    [[n(s.expected), n(s.received), n(s.late), n(s.lost), n(s.lost_away), n(s.excused), n(s.duplicates), n(s.reordered)]]),
    element('h2', {}, 'Latencies'), table(['', 'count', 'mean', 'p50', 'p90', 'p99', 'p99.9', 'max'], [
      quantiles('delivery', s.delivery_ms), quantiles('time to first', s.time_to_first_ms), quantiles('time to last', s.time_to_last_ms),
      quantiles('send lag', s.send_lag_ms), quantiles('connect', s.connect_ms)].concat(s.delivery_paused_ms ? [quantiles('delivery in pauses of the generator', s.delivery_paused_ms)] : [], s.outage_ms ? [quantiles('outage', s.outage_ms)] : [], s.history_ms ? [quantiles('history', s.history_ms)] : [])));
  if (data.worst.length) {
    root.append(element('h2', {}, 'Slowest messages'), table(['message', 'due', 'received', 'lost', 'first', 'last'],
      data.worst.map((w) => [w.number, `${w.s.toFixed(2)} s`, n(w.received), n(w.lost), ms(w.first), ms(w.last)])));
  }
  if (s.cost) {
    root.append(element('h2', {}, 'What this run would have cost on AWS'), table(['item', 'units', 'USD'],
      s.cost.items.map((item) => [item.name, `${item.units.toLocaleString('en')} ${item.unit}`, item.usd.toFixed(6)])
        .concat([['total', '', s.cost.total_usd.toFixed(6)]])),
      element('div', { class: 'faint' }, `Prices of ${s.cost.prices_of}, ${s.cost.region}. ${s.cost.note}`));
  }
  const reasons = Object.entries(s.connections.failures).map(([reason, count]) => ['could not connect', reason, n(count)])
    .concat(Object.entries(s.cuts.by_reason).map(([reason, count]) => ['cut, not by the plan', reason, n(count)]),
      s.cuts.planned ? [['cut off', 'as planned', n(s.cuts.planned)]] : []);
  if (reasons.length) {
    root.append(element('h2', {}, 'Connections'), table(['', 'reason', 'count'], reasons));
  }
  const answers = Object.entries(s.errors).map(([code, seen]) => [`error ${code}`, n(seen.count), seen.first])
    .concat(s.strangers ? [['frames nobody asked for', n(s.strangers), s.first_stranger || '']] : []);
  if (answers.length) {
    root.append(element('h2', {}, 'What the server said'), table(['', 'count', 'the first'], answers));
  }
  root.append(element('h2', {}, 'Manifest'), table(['', ''], Object.entries(data.manifest).map(([k, v]) => [k, v])),
    element('h2', {}, 'Run it again'), element('code', {}, `./chatctl ${data.command}`));

  let resizing;
  window.addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => plots.forEach((draw) => draw()), 100);
  });
  // The first cards were alone in their row when they were measured.
  plots.forEach((draw) => draw());
  document.body.dataset.drawn = String(document.querySelectorAll('[data-chart]').length);
})();
