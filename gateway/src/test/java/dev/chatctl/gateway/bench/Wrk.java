package dev.chatctl.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** POSTs 200 bytes over 32 keep-alive connections, to one path after the other. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final String SCRIPT =
      """
      wrk.headers['Content-Type'] = 'application/json'
      local requests, at = {}, 0
      function init(args)
        for i, path in ipairs(paths) do
          requests[i] = wrk.format('POST', path, nil, string.rep('x', 200))
        end
      end
      function request()
        at = at % #requests + 1
        return requests[at]
      end
      """;

  private Wrk() {}

  /** Requests answered each second; fails when one was not answered with 2xx. */
  static double rate(int port, List<String> paths, int seconds)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("post", ".lua");
    try {
      String list = paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining(","));
      Files.writeString(script, "local paths = {" + list + "}\n" + SCRIPT);
      Process wrk =
          new ProcessBuilder(
                  "wrk",
                  "-t1",
                  "-c32",
                  "-d" + seconds + "s",
                  "-s",
                  script.toString(),
                  "http://127.0.0.1:" + port + "/")
              .redirectErrorStream(true)
              .start();
      String output = new String(wrk.getInputStream().readAllBytes(), UTF_8);
      Matcher rate = RATE.matcher(output);
      if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx")) {
        throw new IOException("wrk: " + output);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      Files.delete(script);
    }
  }
}
