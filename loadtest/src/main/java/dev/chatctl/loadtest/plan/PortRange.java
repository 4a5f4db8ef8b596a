package dev.chatctl.loadtest.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The local ports that connections from one address to one endpoint can use.
 *
 * @param ports how many
 */
public record PortRange(int ports) {
  private static final Path FILE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\s+(\\d+)");

  /** This machine's; all ports where the system does not tell. */
  public static PortRange ofThisMachine() {
    try {
      return parse(Files.readString(FILE));
    } catch (IOException e) {
      return new PortRange(65_535);
    }
  }

  static PortRange parse(String text) {
    Matcher range = RANGE.matcher(text);
    return range.find()
        ? new PortRange(Integer.parseInt(range.group(2)) - Integer.parseInt(range.group(1)) + 1)
        : new PortRange(65_535);
  }

  /**
   * Notes a problem when the listeners do not fit.
   *
   * @param others connections besides those of the listeners
   * @param processes how many share both evenly, each with an address of its own
   */
  public void check(String name, long listeners, long others, int processes, Problems problems) {
    long needed = Math.ceilDiv(listeners, processes) + Math.ceilDiv(others, processes);
    problems.require(
        needed <= ports,
        name,
        listeners,
        "<= %d: the local ports of one address; use --shards, or raise it with: sysctl -w %s"
            .formatted(
                (ports - Math.ceilDiv(others, processes)) * processes,
                "net.ipv4.ip_local_port_range='1024 65535'"));
  }
}
