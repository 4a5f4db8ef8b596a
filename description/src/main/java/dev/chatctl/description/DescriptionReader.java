package dev.chatctl.description;

import dev.chatctl.description.Hearing.AutoReply;
import dev.chatctl.description.Speech.HistoryRequest;
import dev.chatctl.description.Speech.KeepAlive;
import dev.chatctl.description.TableLayout.Attribute;
import dev.chatctl.description.TableLayout.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a description, noting everything that is wrong with it. */
final class DescriptionReader {
  private final String name;
  private final List<DescriptionProblem> problems = new ArrayList<>();
  private Names names = Names.EVERYWHERE;

  private DescriptionReader(String name) {
    this.name = name;
  }

  /**
   * Reads the text of a file.
   *
   * @throws DescriptionException with every problem
   */
  static Description read(String name, String text) {
    DescriptionReader reader = new DescriptionReader(name);
    LocatedValue json = JsonValues.parseFile(text);
    Description description = Section.read("", json, reader.problems, reader::description);
    if (!reader.problems.isEmpty()) {
      throw new DescriptionException(reader.problems);
    }
    return description;
  }

  private Description description(Section root) {
    root.text("$schema");
    Optional<String> about = root.text("about");
    HandshakeTemplate handshake =
        root.section("connect", this::handshake)
            .orElse(
                new HandshakeTemplate(Optional.empty(), Map.of(), Map.of(), Map.of(), List.of()));
    List<OpeningStep> opening = root.sections("open", this::step);
    names = names.with("text");
    Optional<FrameTemplate> say = root.member("say", this::saying);
    names = names.without("text");
    return new Description(
        name,
        about,
        root.text("room"),
        handshake,
        opening,
        new Speech(
            say,
            root.section("keep_alive", this::keepAlive),
            root.section("history", this::history).flatMap(it -> it)),
        new Hearing(
            root.member("messages", this::messages).flatMap(it -> it),
            root.member("errors", this::extraction),
            root.member("ignore", this::extraction),
            root.sections("answer", this::reply).stream().flatMap(Optional::stream).toList(),
            root.truth("echo", true)),
        root.section("tables", this::tables).orElse(Map.of()));
  }

  private HandshakeTemplate handshake(Section section) {
    return new HandshakeTemplate(
        section.member("path", this::template),
        section.map("query", this::template),
        section.map("headers", this::template),
        section.map("cookies", this::template),
        section.list("subprotocols", this::template));
  }

  private OpeningStep step(Section section) {
    OpeningStep step =
        new OpeningStep(
            section.member("send", this::frame),
            section.member("await", this::extraction),
            section.text("as"));
    if (section.has("send") == section.has("await")) {
      section.refuse("send", "with await, or neither (expected: one of the two in each step)");
    }
    step.as()
        .ifPresent(
            as -> {
              if (!section.has("await")) {
                section.refuse("as", as + " (expected: beside await, whose find it names)");
              }
              names = names.with("got." + as);
            });
    return step;
  }

  private FrameTemplate saying(String path, LocatedValue value) {
    FrameTemplate say = frame(path, value);
    if (!say.template().names().contains("text")) {
      throw new IllegalArgumentException(
          "without ${text} (expected: the text in its place, which is what is measured by)");
    }
    return say;
  }

  private KeepAlive keepAlive(Section section) {
    Optional<Integer> seconds =
        section.member(
            "every_s",
            (path, value) -> {
              if (value.value() instanceof Integer number && number >= 1) {
                return number;
              }
              throw new IllegalArgumentException(value.kind() + " (expected: whole seconds >= 1)");
            });
    return new KeepAlive(
        section.member("send", this::frame), section.member("answer", this::extraction), seconds);
  }

  private Optional<HistoryRequest> history(Section section) {
    Optional<FrameTemplate> send = required(section, "send", section.member("send", this::frame));
    Optional<Extraction> answer =
        required(section, "answer", section.member("answer", this::extraction));
    Optional<AutoReply> resume = section.section("resume", this::reply).flatMap(it -> it);
    return send.flatMap(frame -> answer.map(known -> new HistoryRequest(frame, known, resume)));
  }

  private Optional<AutoReply> reply(Section section) {
    Optional<Extraction> to = required(section, "to", section.member("to", this::extraction));
    names = names.with("found");
    Optional<FrameTemplate> send = required(section, "send", section.member("send", this::frame));
    names = names.without("found");
    return to.flatMap(known -> send.map(frame -> new AutoReply(known, frame)));
  }

  private static <T> Optional<T> required(Section section, String member, Optional<T> read) {
    if (!section.has(member)) {
      section.refuse(member, "absent (expected: it is needed here)");
    }
    return read;
  }

  private TextTemplate template(String path, LocatedValue value) {
    return names.check(TextTemplate.parse(Section.text(value)));
  }

  /** Text or JSON; {@code {"$binary": ...}} for a binary frame. */
  private FrameTemplate frame(String path, LocatedValue value) {
    Object json = value.plain();
    boolean binary = json instanceof Map<?, ?> map && map.keySet().equals(Set.of("$binary"));
    Object content = binary && json instanceof Map<?, ?> map ? map.get("$binary") : json;
    return new FrameTemplate(names.check(TextTemplate.of(content, binary)), binary);
  }

  private Optional<Extraction> messages(String path, LocatedValue value) {
    return "anywhere".equals(value.value())
        ? Optional.empty()
        : Optional.of(extraction(path, value));
  }

  /** One step or several. */
  private Extraction extraction(String path, LocatedValue value) {
    List<?> steps = value.value() instanceof List<?> list ? list : List.of(value);
    Extraction extraction = Extraction.whole();
    for (Object step : steps) {
      extraction = then(extraction, (LocatedValue) step);
    }
    return extraction;
  }

  private static Extraction then(Extraction before, LocatedValue step) {
    Map<?, ?> members = step.value() instanceof Map<?, ?> map ? map : Map.of();
    if (members.size() == 1) {
      Map.Entry<?, ?> only = members.entrySet().iterator().next();
      Object value = ((LocatedValue) only.getValue()).value();
      if (only.getKey().equals("jmespath") && value instanceof String text) {
        return before.jmesPath(text);
      }
      if (only.getKey().equals("pattern") && value instanceof String text) {
        return before.pattern(text);
      }
      if (only.getKey().equals("base64") && Boolean.TRUE.equals(value)) {
        return before.base64();
      }
    }
    throw new IllegalArgumentException(
        step.kind()
            + " (expected: {\"jmespath\": \"...\"}, {\"pattern\": \"...\"}, {\"base64\": true}, or"
            + " an array of them)");
  }

  private Map<String, TableLayout> tables(Section section) {
    Map<String, TableLayout> tables = new LinkedHashMap<>();
    for (String table : List.of("connections", "sessions", "messages")) {
      section
          .section(table, layout -> layout(table, layout))
          .ifPresent(layout -> tables.put(table, layout));
    }
    return tables;
  }

  private TableLayout layout(String table, Section section) {
    Optional<String> name = section.text("table");
    List<String> key = section.list("key", (path, value) -> Section.text(value));
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (String what : TableLayout.KNOWN.getOrDefault(table, List.of())) {
      section
          .member(what, (path, value) -> attribute(what, value))
          .ifPresent(attribute -> attributes.put(what, attribute));
    }
    if (!section.has("id")) {
      section.refuse("id", "absent (expected: the attribute that holds it)");
    }
    if (key.size() > 2) {
      section.refuse("key", "of " + key.size() + " (expected: a partition key, and a sort key)");
    }
    Attribute id = attributes.getOrDefault("id", new Attribute("id", Form.TEXT));
    return new TableLayout(
        name, key.isEmpty() ? List.of(id.name()) : key, Collections.unmodifiableMap(attributes));
  }

  private static Attribute attribute(String what, LocatedValue value) {
    if (value.value() instanceof String attribute) {
      return new Attribute(attribute, TableLayout.usualForm(what));
    }
    String forms =
        Arrays.stream(Form.values())
            .map(form -> form.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    if (value.plain() instanceof Map<?, ?> map
        && map.keySet().equals(Set.of("attribute", "form"))
        && map.get("attribute") instanceof String attribute
        && map.get("form") instanceof String form
        && Arrays.asList(forms.split(", ")).contains(form)) {
      return new Attribute(attribute, Form.valueOf(form.toUpperCase(Locale.ROOT)));
    }
    throw new IllegalArgumentException(
        value.kind()
            + " (expected: the attribute's name, or {\"attribute\": \"...\", \"form\": \"...\"}"
            + " with one of "
            + forms
            + ")");
  }
}
