package dev.chatctl.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything a command touches outside its own memory and the network.
 *
 * @param env the environment variables
 * @param home the user's home directory
 */
public record Surroundings(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Terminals terminals,
    Map<String, String> env,
    Path home,
    InstantSource clock,
    Interrupt interrupt) {

  public Surroundings {
    env = Map.copyOf(env);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminals.ofProcess(),
        System.getenv(),
        home(System.getenv(), System.getProperty("user.home", ".")),
        InstantSource.system(),
        new Interrupt());
  }

  /** As for other tools, HOME is at home, whatever the user's entry in the password file says. */
  static Path home(Map<String, String> env, String entry) {
    String home = env.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? entry : home);
  }
}
