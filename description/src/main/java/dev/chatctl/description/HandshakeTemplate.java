package dev.chatctl.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks for a socket with. A parameter, header, cookie or subprotocol is left out when
 * a value in it need not be there and is not.
 *
 * @param path added to the path of the URL
 * @param query parameters, besides those of the URL
 * @param cookies sent in one {@code Cookie} header
 */
public record HandshakeTemplate(
    Optional<TextTemplate> path,
    Map<String, TextTemplate> query,
    Map<String, TextTemplate> headers,
    Map<String, TextTemplate> cookies,
    List<TextTemplate> subprotocols) {}
