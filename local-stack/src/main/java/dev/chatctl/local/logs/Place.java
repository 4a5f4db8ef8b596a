package dev.chatctl.local.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a search continues, as its tokens tell it.
 *
 * @param backward whether it goes on to what is older
 */
record Place(boolean backward, LogEvent event) {
  private static final Pattern TOKEN = Pattern.compile("([fb])/(-?\\d{1,19})/(-?\\d{1,19})");

  /** The place in {@code nextToken}; none at the beginning of a search. */
  static Optional<Place> of(LogsRequest request) throws LogsException {
    return request.json().has("nextToken")
        ? Optional.of(parse(request.require("nextToken")))
        : Optional.empty();
  }

  String token() {
    return (backward ? "b/" : "f/") + event.timestamp() + "/" + event.sequence();
  }

  private static Place parse(String token) throws LogsException {
    Matcher parts = TOKEN.matcher(token);
    try {
      if (parts.matches()) {
        return new Place(
            parts.group(1).equals("b"),
            LogEvent.at(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw LogsException.invalid("The specified nextToken is invalid.");
  }
}
