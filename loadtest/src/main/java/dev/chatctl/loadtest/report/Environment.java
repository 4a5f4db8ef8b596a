package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.plan.Proc;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Where a run took place, as far as its numbers depend on it. */
public final class Environment {
  /** Key of the number of CPUs. */
  static final String CPUS = "cpus";

  /** Key of what two processes of one machine have in common, until it starts anew. */
  static final String MACHINE = "machine";

  private Environment() {}

  /**
   * The facts of this process.
   *
   * @param property looks a system property up
   */
  public static Map<String, String> of(
      UnaryOperator<String> property, Runtime runtime, long files) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("java", property.apply("java.vm.name") + " " + property.apply("java.vm.version"));
    facts.put("os", property.apply("os.name") + " " + property.apply("os.version"));
    facts.put("arch", property.apply("os.arch"));
    String boot = Proc.read("sys/kernel/random/boot_id").strip();
    if (!boot.isEmpty()) {
      facts.put(MACHINE, boot);
    }
    facts.put(CPUS, String.valueOf(runtime.availableProcessors()));
    facts.put("heap_max_mib", String.valueOf(runtime.maxMemory() >> 20));
    facts.put("open_files", files == Long.MAX_VALUE ? "unlimited" : String.valueOf(files));
    return facts;
  }
}
