package dev.chatctl.core.metrics;

/**
 * A metric in CloudWatch's namespace {@link #NAMESPACE}, written in the embedded metric format.
 *
 * <p>Connection and room are never dimensions: each value of a dimension is a metric to pay for.
 * They go into the log line as properties instead, where Logs Insights finds them.
 */
public enum Metric {
  /** Connections a broadcast (or one shard of it) was posted to, whatever came of it. */
  FANOUT_RECIPIENTS("FanoutRecipients", Unit.COUNT, Emitter.BACKEND),
  /** From the first post to the last answered one; the slices of a shard are added up. */
  FANOUT_DURATION("FanoutDuration", Unit.MILLISECONDS, Emitter.BACKEND),
  /**
   * One recipient's {@code POST /@connections}, with its waits for a turn and for retries: at most
   * 100 samples a broadcast.
   */
  POST_LATENCY("PostLatency", Unit.MILLISECONDS, Emitter.BACKEND),
  /** From the message's arrival at the gateway to the last answered post. */
  DELIVERY_LATENCY("DeliveryLatency", Unit.MILLISECONDS, Emitter.BACKEND),
  /** Recipients that answered 410. */
  GONE("Gone", Unit.COUNT, Emitter.BACKEND),
  /** Posts that were answered 429; those to a connection that goes on refusing are one. */
  THROTTLED("Throttled", Unit.COUNT, Emitter.BACKEND),
  /** Posts that were sent again, for whatever reason. */
  RETRIED("Retried", Unit.COUNT, Emitter.BACKEND),
  /**
   * Recipients given up: refused, after the last attempt, or at a deadline without a queue. Not
   * those who do not read while others do, or strangers could page the operator.
   */
  UNDELIVERED("Undelivered", Unit.COUNT, Emitter.BACKEND),
  /** Shards that were not told a message, since it had waited too long in the queue. */
  TOO_LATE("TooLate", Unit.COUNT, Emitter.BACKEND),
  /** Shards a broadcast was posted to from here: all of a small room, one of a crowded one. */
  SHARDS("Shards", Unit.COUNT, Emitter.BACKEND),
  /** Handshakes that the authorizer refused; the property {@code reason} says why. */
  HANDSHAKES_REFUSED("HandshakesRefused", Unit.COUNT, Emitter.BACKEND),
  /**
   * Handshakes that met a limit of their user or address; the property {@code limit} says which.
   */
  SOCKETS_REFUSED("SocketsRefused", Unit.COUNT, Emitter.BACKEND),
  /** Messages, requests and heartbeats that came too fast. */
  RATE_LIMITED("RateLimited", Unit.COUNT, Emitter.BACKEND),
  /** Tokens that were refused in an open connection, which goes on with the one it has. */
  TOKENS_REFUSED("TokensRefused", Unit.COUNT, Emitter.BACKEND),
  /** Connections that were closed because they did not take what they were sent. */
  SLOW_CONSUMERS_DROPPED("SlowConsumersDropped", Unit.COUNT, Emitter.BACKEND),
  /** 1 for the first invocation of an execution environment. */
  COLD_START("ColdStart", Unit.COUNT, Emitter.BACKEND),

  /** Messages a load test was scheduled to send in the interval. */
  LOAD_OFFERED("LoadOffered", Unit.COUNT, Emitter.LOAD_TEST),
  /** Messages a load test did send in the interval. */
  LOAD_SENT("LoadSent", Unit.COUNT, Emitter.LOAD_TEST),
  /** Deliveries due for the messages sent: messages times listeners. */
  LOAD_EXPECTED("LoadExpected", Unit.COUNT, Emitter.LOAD_TEST),
  /** Deliveries that arrived, duplicates not counted. */
  LOAD_DELIVERED("LoadDelivered", Unit.COUNT, Emitter.LOAD_TEST),
  /** Listeners connected at the end of the interval. */
  LOAD_LISTENERS("LoadListeners", Unit.COUNT, Emitter.LOAD_TEST),
  /** From a message's scheduled time to a listener's frame. */
  LOAD_DELIVERY_LATENCY("LoadDeliveryLatency", Unit.MILLISECONDS, Emitter.LOAD_TEST),
  /** From a message's scheduled time to the frame of the last listener. */
  LOAD_TIME_TO_LAST("LoadTimeToLast", Unit.MILLISECONDS, Emitter.LOAD_TEST),
  /** From a message's scheduled time to its being written to the socket. */
  LOAD_SEND_LAG("LoadSendLag", Unit.MILLISECONDS, Emitter.LOAD_TEST);

  /** The CloudWatch namespace of every metric here. */
  public static final String NAMESPACE = "chatctl";

  private final String cloudWatchName;
  private final Unit unit;
  private final Emitter emitter;

  Metric(String cloudWatchName, Unit unit, Emitter emitter) {
    this.cloudWatchName = cloudWatchName;
    this.unit = unit;
    this.emitter = emitter;
  }

  /** The name in CloudWatch, dashboards and alarms. */
  public String cloudWatchName() {
    return cloudWatchName;
  }

  public Unit unit() {
    return unit;
  }

  public Emitter emitter() {
    return emitter;
  }

  /** Which part of the project writes a metric. */
  public enum Emitter {
    BACKEND,
    LOAD_TEST
  }

  /** CloudWatch's units, as far as they are used. */
  public enum Unit {
    COUNT("Count"),
    MILLISECONDS("Milliseconds");

    private final String cloudWatchName;

    Unit(String cloudWatchName) {
      this.cloudWatchName = cloudWatchName;
    }

    /** The unit's name in the embedded metric format. */
    public String cloudWatchName() {
      return cloudWatchName;
    }
  }
}
