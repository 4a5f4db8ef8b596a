package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.TimeUnit;

/** A client: it comes and goes, speaks and reads, as a script says. Used by one thread. */
final class Participant {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_READING = 400;

  private final Link link;
  private final Talker talker;
  private final PageReader reader;

  Participant(Link link) {
    this.link = link;
    this.talker = new Talker(link);
    this.reader = new PageReader(link);
  }

  String room() {
    return link.identity().room();
  }

  /** Does what the script says until then, by the recorder's clock. */
  void follow(Script script, long until) throws InterruptedException {
    while (link.recorder().now() < until) {
      Script.Move move = script.next();
      TimeUnit.NANOSECONDS.sleep(move.pause().toNanos());
      connect();
      switch (move.step()) {
        case SAY -> say(1);
        case SAY_AT_ONCE -> say(move.size());
        case REPEAT -> talker.repeat();
        case RESUME -> resume(move.size());
        case RESUME_FROM_LIVE -> reader.resumeFromLive(move.size());
        case READ_BACK -> readBack(move.size(), LONGEST_READING);
        case LEAVE -> leave();
        case CUT -> link.cut();
        case PING -> link.ask(JSON.createObjectNode().put("action", "ping"));
      }
      if (move.step().isDeparture()) {
        TimeUnit.NANOSECONDS.sleep(move.absence().toNanos());
        connect();
        resume(move.size());
      }
    }
  }

  /** Sees to it that there is a connection, and a position to resume from. */
  void connect() throws InterruptedException {
    link.connect();
    reader.begin();
  }

  /** Says so many things at once. */
  void say(int messages) throws InterruptedException {
    talker.say(messages);
  }

  /** Reads what it may have missed; whether it came to the end. */
  boolean resume(int pageSize) throws InterruptedException {
    return reader.resume(pageSize);
  }

  /** Reads the history back, so many messages at most; whether it came to the end. */
  boolean readBack(int pageSize, int most) throws InterruptedException {
    return reader.readBack(pageSize, most);
  }

  void leave() throws InterruptedException {
    link.leave();
  }
}
