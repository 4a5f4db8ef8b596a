package dev.chatctl.loadtest.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The local ports that connections from one address to one endpoint can use.
 *
 * @param ports how many
 */
public record PortRange(int ports) {
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\s+(\\d+)");

  /** This machine's; all ports where the system does not tell. */
  public static PortRange ofThisMachine() {
    return parse(Proc.read("sys/net/ipv4/ip_local_port_range"));
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
   * @param addresses how many share both evenly
   * @param fixed whether more processes on this machine would have no address of their own
   */
  public void check(
      String name, long listeners, long others, int addresses, boolean fixed, Problems problems) {
    long needed = Math.ceilDiv(listeners, addresses) + Math.ceilDiv(others, addresses);
    problems.require(
        needed <= ports,
        name,
        listeners,
        "<= %d: the local ports of one address; use %s, or raise it with: sysctl -w %s"
            .formatted(
                (ports - Math.ceilDiv(others, addresses)) * addresses,
                fixed ? "--shard on several machines" : "--shards",
                "net.ipv4.ip_local_port_range='1024 65535'"));
  }
}
