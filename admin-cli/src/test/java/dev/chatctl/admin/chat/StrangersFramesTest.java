package dev.chatctl.admin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.HostileTexts;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.Style;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers are called and say, in every frame that `chat` shows. */
class StrangersFramesTest {
  private static final List<String> FRAMES =
      List.of(
          "{'type':'message','id':X,'sent_at':X,'sender':{'name':X},'text':X}",
          "{'type':'direct','sent_at':X,'sender':{'name':X},'text':X}",
          "{'type':'joined','name':X}",
          "{'type':'left','name':X}",
          "{'type':'renamed','name':X,'previous_name':X}",
          "{'type':'who','people':[{'name':X}]}",
          "{'type':'history','messages':[{'id':X,'sent_at':X,'sender':{'name':X},'text':X}]}",
          "{'type':'error','message':X,'code':X}",
          "{'type':X}",
          "{'x':X}");

  static Stream<String> texts() {
    return Stream.concat(HostileTexts.ALL.stream(), HostileTexts.HALVES.stream());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void showsNothingATerminalObeys(String text) {
    var frames = new FrameText(new Style(false));
    Stream.concat(
            FRAMES.stream()
                .map(frame -> frame.replace('\'', '"').replace("X", PrintableText.json(text))),
            Stream.of(text))
        .flatMap(frame -> frames.of(frame, new Backfill()).stream())
        .forEach(line -> assertThat(HostileTexts.obeyed(line, false)).isEmpty());
  }
}
